import type { DecisionKind } from '../../decisions/decision.ts';
import { holdToken } from '../../decisions/hold-token.ts';
import type { Waiters } from '../../decisions/ports.ts';
import { readLinkRequest, type StepInput } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';
import { waitingRef } from '../transition.ts';

export type HoldInput = StepInput & {
  readonly kind: DecisionKind;
  readonly token: string;
  readonly entered: string;
  readonly retry: number;
};

/**
 * What a waiting state runs: keeps its task token for whoever brings the answer. When there is nothing to wait for any
 * more (superseded, cancelled, moved on), the state is woken at once and reads why.
 */
export const createHoldAnswer =
  (deps: LinkDeps & { readonly waiters: Waiters }) =>
  async (input: HoldInput): Promise<void> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    const ref = record?.execution === input.execution ? waitingRef(record) : undefined;
    if (!record || !ref || ref.kind !== input.kind) {
      await deps.waiters.wake(input.token);
      return;
    }
    await holdToken(deps, ref, {
      attempt: record.attempt,
      execution: input.execution,
      token: input.token,
      entered: input.entered,
      retry: input.retry,
    });
  };
