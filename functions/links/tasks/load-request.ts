import { recordKey } from '../../timeline/index.ts';
import { readLinkRequest, type StepAnswer, type StepInput, standing } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';

/**
 * First state of every execution: notes that this attempt is at work, and tells where to continue. Should the record move
 * on meanwhile, the next task finds that out.
 */
export const createLoadRequest =
  (deps: LinkDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record && record.execution === input.execution && record.attemptSeen < record.attempt) {
      await deps.tables.transact([
        {
          op: 'update',
          table: 'desk',
          key: recordKey(record.org, record.id),
          set: { attemptSeen: record.attempt },
          expect: [{ execution: { eq: record.execution } }],
          refusal: 'version',
        },
      ]);
    }
    return standing(record, input, deps.clock.now());
  };
