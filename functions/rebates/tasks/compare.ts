import { InvariantBroken } from '../../kernel/result.ts';
import type { StepAnswer, StepInput } from '../../sequence/advance.ts';
import { advance, whereItStands } from '../../sequence/advance.ts';
import type { SequenceDeps } from '../../sequence/sequence.ts';
import { fence, transition } from '../../sequence/transition.ts';
import { recordKey } from '../../timeline/index.ts';
import { type FinishDeps, finishSync } from '../sync/finish-sync.ts';
import { failOutOfStep } from '../sync/out-of-step.ts';
import type { RebateSync, SyncPeriod } from '../sync/sync.ts';
import { readSync, syncSequence } from '../sync/sync-sequence.ts';

export type CompareDeps = SequenceDeps &
  FinishDeps & {
    /** From originals to plans, in the bucket; asked again it finds what it has made. */
    readonly compareSync: (sync: RebateSync) => Promise<readonly SyncPeriod[]>;
  };

/**
 * Compares what was read with what is known. Where changes are planned they are applied next; a trial, and a sync that
 * finds nothing to apply, ends here.
 */
export const createCompare =
  (deps: CompareDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readSync(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'comparing')
      return whereItStands(syncSequence, deps, input);
    const periods = [...(await deps.compareSync(record))];
    if (!record.dryRun && periods.some(({ state }) => state === 'planned'))
      return advance(syncSequence, deps, input, 'comparing', (current, at) =>
        transition(
          syncSequence,
          current,
          { to: 'applying', actor: { kind: 'desk', part: 'rebates-tasks' }, at, set: { periods } },
          deps.newId,
        ),
      );
    const finishing = await compared(deps, record, periods);
    await failOutOfStep(deps, record, () => finishSync(deps, finishing));
    return whereItStands(syncSequence, deps, input);
  };

/** Written first, so that the end tells of what the record says. */
async function compared({ tables }: CompareDeps, record: RebateSync, periods: SyncPeriod[]): Promise<RebateSync> {
  const written = await tables.transact([
    {
      op: 'update',
      table: 'desk',
      key: recordKey(record.org, record.id),
      set: { periods },
      expect: [fence(record)],
      refusal: 'version',
    },
  ]);
  if (!written.ok) throw new InvariantBroken(`${record.id} was moved while it was compared`);
  return { ...record, periods };
}
