import { secondsBetween } from '../kernel/clock.ts';
import { readStored } from '../kernel/stored.ts';
import { freeLockOfUnbind } from '../links/customer-lock.ts';
import type { Sequence } from '../sequence/sequence.ts';
import { unbindCaseFacts } from './case-facts.ts';
import { isFinal, isUnbindOutcome, unbindMoves } from './status.ts';
import { type Unbind, unbindListKeys, unbindShape } from './unbind.ts';

/** Unbinds, as a sequence. Ending without an unbound customer lets go of its link. */
export const unbindSequence: Sequence<Unbind> = {
  name: 'unbind',
  moves: unbindMoves,
  isEnd: isUnbindOutcome,
  watch: 'unbind.watch',
  read: (item) => readStored(unbindShape, item),
  told: (record) => ({ site: record.partnerAccount.site, case: unbindCaseFacts(record) }),
  waits: {
    escalate: 'unbind.escalate',
    listKeys: unbindListKeys,
    escalateAfter,
    remindBefore: ({ windows }, kind) =>
      kind === 'confirmation' || kind === 'card' || kind === 'distributor' ? windows.remind : [],
  },
  atEnd: (record, to) => (isFinal(to) ? [] : [freeLockOfUnbind(placeOf(record), record.id)]),
  machineDied: ({ status }) => ({
    to: 'failed',
    set: { failure: { stage: status, code: 'machine_died' }, reason: 'the machine died four times' },
    data: { failure: { stage: status, code: 'machine_died' } },
  }),
};

/** A review by the provider's clock has a ladder of its own, which ends with the clock (B02). */
function escalateAfter({ windows, origin, status, createdAt, providerDeadline }: Unbind): number {
  const reviews = origin === 'customer' && (status === 'checking' || status === 'awaiting_review');
  return reviews && providerDeadline
    ? Math.max(windows.escalate, secondsBetween(createdAt, providerDeadline.at))
    : windows.escalate;
}

/** The customer's place in the locks, which its link and this case hold. */
export function placeOf({ org, partnerAccount, customer }: Pick<Unbind, 'org' | 'partnerAccount' | 'customer'>) {
  return { org, site: partnerAccount.site, accountId: customer.accountId };
}
