import { parseArgs } from 'node:util';
import { findCloud } from './cloud.ts';
import { doStep, runCommand } from './command.ts';
import { allActs } from './demo/acts.ts';

/** `npm run demo`, and `npm run demo -- --hands-on`, which waits where customers act. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { 'hands-on': { type: 'boolean', default: false } } });
  await allActs({ cloud: await findCloud(), handsOn: values['hands-on'], step: doStep });
});
