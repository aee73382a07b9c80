import { advance, type StepAnswer, type StepInput } from '../advance.ts';
import { applyChange } from '../apply-change.ts';
import { completeWithLink } from '../complete.ts';
import type { LinkDeps } from '../ports.ts';

/** Makes the link, active by the provider's word, unverified, not ready to provision (R144); or changes the one there is. */
export const createActivate =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(deps, input, 'preparing', (record, at) =>
      record.changes ? applyChange(deps, record, record.changes, at) : completeWithLink(deps, record, at),
    );
