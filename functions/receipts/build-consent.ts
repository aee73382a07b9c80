import { consentText } from '../decisions/consent-text.ts';
import type { Decision } from '../decisions/decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Id } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { LinkRequest } from '../links/link-request.ts';
import type { TimelineEntry } from '../timeline/index.ts';
import { ConsentReceipt } from './document.ts';

type Said = {
  readonly id: Id<'receipt'>;
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly decision: Decision;
  readonly request: Pick<LinkRequest, 'types' | 'scope' | 'changes'>;
  /** The entry that tells of the answer. */
  readonly entry: Pick<TimelineEntry, 'id' | 'seq' | 'hash'>;
};

/**
 * The receipt of a customer's yes. What the customer was asked is taken from the question, which does not change any more;
 * of the request only what never changes on one.
 * @throws InvariantBroken for a decision that is no customer's yes, or whose text is not the one that was agreed to
 */
export function consentReceipt({ id, issuer, issuedAt, decision, request, entry }: Said): ConsentReceipt {
  const { question, agreed, decidedAt, round } = decision;
  if (decision.verdict !== 'confirmed' || !question || !agreed || !decidedAt)
    throw new InvariantBroken('a receipt is of a customer’s yes');
  const text = consentText(question, agreed.language, agreed.version);
  if (text.sha256 !== agreed.sha256)
    throw new InvariantBroken('a released wording has other words than were agreed to');
  const { access, services, projects, regions } = request.scope;
  return ConsentReceipt.parse({
    schemaVersion: 1,
    kind: 'consent',
    id,
    issuer,
    issuedAt,
    reseller: { id: decision.org, name: question.asks },
    provider: { site: question.site, partnerId: question.partnerId },
    customer: { name: question.customerName, accountId: question.accountId ?? null },
    subject: decision.subject,
    relationship: {
      types: request.types,
      scope: { access, services, projects, regions },
      changes: request.changes ?? null,
    },
    text: { ...text, lines: [...text.lines] },
    decision: {
      kind: 'customer',
      round,
      verdict: 'confirmed',
      decidedAt,
      how: 'one_time_link',
      observedBy: 'customer',
    },
    items: [
      { item: 'account_identifier', result: identified(decision) },
      ...request.types.map((type) => ({ item: type, result: 'agreed' })),
      { item: `access.${access}`, result: 'agreed' },
    ],
    timelineEntry: { id: entry.id, seq: entry.seq, hash: entry.hash },
  } satisfies Record<keyof ConsentReceipt, unknown>);
}

/** How the customer said which account it means. What it claimed is compared at the provider, and stays with the record. */
function identified({ question, answer }: Decision): string {
  if (question?.accountId !== undefined) return 'typed_and_equal';
  return answer?.['claims'] === undefined ? 'not_given' : 'claimed';
}
