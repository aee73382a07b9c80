import { marshall } from '@aws-sdk/util-dynamodb';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { type DueKind, due, dueKey, dueKinds } from '../../../functions/platform/due.ts';
import { timelineKey } from '../../../functions/timeline/index.ts';
import { expectOk } from '../../support/desk.ts';
import { invoke, type Probe } from './probe.ts';
import { brought } from './requests.ts';

/** A due item of each queue, about nothing that there is. */
const oneForEachQueue = [
  ...new Map(Object.entries(dueKinds).map(([kind, queue]) => [queue, kind as DueKind])).values(),
];

/** What serves all slices. */
export const platformProbes: readonly Probe[] = [
  ...oneForEachQueue.map(
    (kind): Probe => ({
      group: 'due',
      does: `hands out what is due (${kind})`,
      act: async ({ desk, reseller: { org } }) => {
        const item = { kind, org, id: 'nothing#customer#1', at: systemClock().now() };
        await expectOk(desk.tables.transact([due(item)]));
        await invoke(desk, 'due', {});
        if (await desk.tables.get('desk', dueKey(item))) throw new Error('it was not handed out');
      },
    }),
  ),
  {
    group: 'relay',
    does: 'publishes an entry and starts a machine from it',
    act: async ({ desk, reseller }) => {
      const { requestId } = await brought({ desk, reseller }, 'made');
      const entry = await desk.tables.get('timeline', timelineKey(reseller.org, requestId, 1));
      const NewImage = marshall(entry, { removeUndefinedValues: true });
      await invoke(desk, 'relay', { Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage } }] });
    },
  },
];
