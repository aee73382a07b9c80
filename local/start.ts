import { parseArgs } from 'node:util';
import { bringUp } from './cloud.ts';
import { doStep, runCommand } from './command.ts';
import { careAct } from './demo/care-act.ts';
import { linkAct } from './demo/link-act.ts';
import { rebateAct } from './demo/rebate-act.ts';
import { secondCloudAct } from './demo/second-cloud-act.ts';
import { unbindAct } from './demo/unbind-act.ts';
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
    const walk = { cloud, handsOn: false, step: doStep };
    if (added > 0) {
      await linkAct(walk);
      await secondCloudAct(walk);
      await careAct(walk);
      await rebateAct(walk);
      await unbindAct(walk);
    }
  } finally {
    console.log(summary);
  }
});
