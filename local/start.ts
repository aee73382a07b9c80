import { parseArgs } from 'node:util';
import { bringUp } from './cloud.ts';
import { doStep, runCommand } from './command.ts';
import { allActs } from './demo/acts.ts';
import { deskSummary } from './desk-summary.ts';
import { seeds } from './seed/cast.ts';
import { machineCredentials, seed } from './seed.ts';

/** `npm start`, and `npm start -- --fresh`, which forgets everything first. A desk that was empty is shown the demo. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  const cloud = await doStep('The local cloud', (report) => bringUp({ fresh: values.fresh, seeds, report }));
  const added = await doStep('Organisations, people, customers', (say) => seed(cloud, say));
  const summary = deskSummary(cloud, await machineCredentials(cloud));
  try {
    if (added > 0) await allActs({ cloud, handsOn: false, step: doStep });
  } finally {
    console.log(summary);
  }
});
