import { advance, type StepAnswer, type StepInput } from '../../sequence/advance.ts';
import { completing } from '../completion/complete.ts';
import type { UnbindDeps } from '../ports.ts';
import { unbindSequence } from '../unbind-sequence.ts';

/** Ends a case whose customer has been let go by the provider, in one transaction (R095). */
export const createComplete =
  (deps: UnbindDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(unbindSequence, deps, input, 'completing', (record, at) => completing(deps, record, at));
