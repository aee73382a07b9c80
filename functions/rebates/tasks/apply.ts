import { plusSeconds } from '../../kernel/clock.ts';
import { type StepAnswer, type StepInput, whereItStands } from '../../sequence/advance.ts';
import type { SequenceDeps } from '../../sequence/sequence.ts';
import type { RebateObjects } from '../objects.ts';
import { applyPlan } from '../sync/apply-plan.ts';
import { type FinishDeps, finishSync } from '../sync/finish-sync.ts';
import { failOutOfStep } from '../sync/out-of-step.ts';
import { readSync, syncSequence } from '../sync/sync-sequence.ts';

export type ApplyTaskDeps = SequenceDeps & FinishDeps & { readonly objects: Pick<RebateObjects, 'read'> };

/** Well within the quarter of an hour that a call may take: the machine calls again for the rest. */
const WORKS_SECONDS = 10 * 60;

/** Applies the plans of a sync from where they stand, for as long as one call may; then ends it. */
export const createApply =
  (deps: ApplyTaskDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readSync(deps.tables, input.org, input.requestId);
    if (record?.execution === input.execution && record.status === 'applying') {
      await failOutOfStep(deps, record, async () => {
        const done = await applyPlan(deps, record, plusSeconds(deps.clock.now(), WORKS_SECONDS));
        const applied = done === 'done' && (await readSync(deps.tables, input.org, input.requestId));
        if (applied && applied.execution === input.execution && applied.status === 'applying')
          await finishSync(deps, applied);
      });
    }
    return whereItStands(syncSequence, deps, input);
  };
