import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import type { DecisionRef } from './decision.ts';
import { deliverAnswer } from './deliver-answer.ts';
import type { Waiters } from './ports.ts';
import { keepToken, tokenVersion } from './waiting-token.ts';

export type HeldToken = {
  readonly attempt: number;
  readonly execution: string;
  readonly token: string;
  readonly entered: string;
  readonly retry: number;
};

/**
 * Keeps the task token of a state that waits for a question, unless a newer one is kept or the record has gone to
 * another execution; then delivers at once what may have been answered before. Kept first, looked at second, so an
 * answer that comes in between finds the token or is found.
 */
export async function holdToken(
  deps: { tables: Tables; waiters: Waiters },
  ref: DecisionRef,
  held: HeldToken,
): Promise<void> {
  const { attempt, execution, token, entered, retry } = held;
  const kept = await deps.tables.transact([
    keepToken({ ...ref, token, execution, tokenVersion: tokenVersion(attempt, entered, retry) }),
    {
      op: 'check',
      table: 'desk',
      key: recordKey(ref.org, ref.subject),
      expect: [{ execution: { eq: execution } }],
      refusal: 'version',
    },
  ]);
  if (!kept.ok && kept.error.reason === 'version') {
    await deps.waiters.wake(token);
    return;
  }
  await deliverAnswer(deps, ref);
}
