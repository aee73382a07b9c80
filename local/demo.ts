import { parseArgs } from 'node:util';
import { findCloud } from './cloud.ts';
import { doStep, runCommand } from './command.ts';
import { careAct } from './demo/care-act.ts';
import { linkAct } from './demo/link-act.ts';
import { rebateAct } from './demo/rebate-act.ts';
import { secondCloudAct } from './demo/second-cloud-act.ts';
import { unbindAct } from './demo/unbind-act.ts';

/** `npm run demo`, and `npm run demo -- --hands-on`, which waits where customers act. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { 'hands-on': { type: 'boolean', default: false } } });
  const walk = { cloud: await findCloud(), handsOn: values['hands-on'], step: doStep };
  await linkAct(walk);
  await secondCloudAct(walk);
  await careAct(walk);
  await rebateAct(walk);
  await unbindAct(walk);
});
