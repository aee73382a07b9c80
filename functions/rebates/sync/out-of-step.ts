import type { SequenceDeps } from '../../sequence/sequence.ts';
import { transition } from '../../sequence/transition.ts';
import type { RebateSync } from './sync.ts';
import { readSync, syncSequence } from './sync-sequence.ts';

/** An item is not what a plan was made against: somebody changed the table besides the syncs of its account. */
export class OutOfStep extends Error {
  override readonly name = 'OutOfStep';
}

/**
 * Does what may find the table out of step; where it does, the sync fails as `out_of_step`, since trying again would find
 * the same. The next sync of the account takes back what was applied until then.
 */
export async function failOutOfStep(
  deps: SequenceDeps,
  { org, id, execution }: Pick<RebateSync, 'org' | 'id' | 'execution'>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OutOfStep)) throw error;
    const record = await readSync(deps.tables, org, id);
    if (record?.execution !== execution || syncSequence.isEnd(record.status)) return;
    const failure = { stage: record.status, code: 'out_of_step' };
    const step = {
      to: 'failed' as const,
      actor: { kind: 'desk', part: 'rebates-tasks' } as const,
      at: deps.clock.now(),
      set: { failure },
      data: { failure },
    };
    const failed = await deps.tables.transact(transition(syncSequence, record, step, deps.newId).intents);
    // somebody else moved it meanwhile: the machine asks again and finds it so
    if (!failed.ok && failed.error.reason !== 'version') throw error;
  }
}
