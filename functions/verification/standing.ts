import type { Link } from '../links/link.ts';
import { type ProofItem, proofItems } from '../providers/provider.ts';
import type { ItemResult, Items } from './checklist.ts';

/** What decides how a link stands, besides the items. */
export type Before = Pick<Link, 'verified' | 'failing' | 'effectiveAt'>;
export type Standing = Pick<Link, 'verified' | 'failing'>;

/** Items whose failing may mean that the link is gone. */
const linkItems: readonly ProofItem[] = ['status', 'visibility'];
/** A link is not called gone on one read: "not yours" is a suspicion that a second one has to bear out. */
const READS_TO_CONFIRM = 2;

/**
 * How a link stands after its items came out as they did. An item without a verdict (not tried yet, no answer, too
 * early) leaves standing what was known of it, so a provider that is down degrades nobody.
 * - `broken`: the provider said twice that the account is not this partner's
 * - `effective`: every item that the site supports holds, and the delegated action is among them (R046)
 * - `degraded`: it was effective once and now lacks something; a link that never was stays `unverified`
 */
export function standingAfter(before: Before, items: Items): Standing {
  const failing = proofItems.filter((item) => isFailing(before, items[item], item));
  if (isGone(before, items)) return { verified: 'broken', failing };
  if (failing.length === 0 && isProved(items)) return { verified: 'effective', failing };
  if (failing.length === 0 && (before.verified === 'effective' || before.verified === 'unverified'))
    return { verified: before.verified, failing };
  return { verified: before.effectiveAt ? 'degraded' : 'unverified', failing };
}

/** Whether an item came out one way or the other. */
export function isDecided({ status }: ItemResult): boolean {
  return status === 'pass' || status === 'fail' || status === 'not_supported';
}

function isFailing(before: Before, result: ItemResult, item: ProofItem): boolean {
  return isDecided(result) ? result.status === 'fail' : before.failing.includes(item);
}

function isGone(before: Before, items: Items): boolean {
  return linkItems.some((item) => {
    const { status, because, tries } = items[item];
    if (!isDecided(items[item])) return before.verified === 'broken' && before.failing.includes(item);
    const gone = status === 'fail' && because === 'not_ours';
    return gone && (before.verified === 'broken' || tries >= READS_TO_CONFIRM);
  });
}

/** A status alone proves nothing; where the site has no delegated action, another item has to hold beside it. */
function isProved(items: Items): boolean {
  const holding = proofItems.filter((item) => items[item].status === 'pass');
  const settled = proofItems.every((item) => items[item].status === 'pass' || items[item].status === 'not_supported');
  return settled && holding.some((item) => item !== 'status');
}

/** Whether an item's failing has to be read a second time before the link is called broken. */
export function needsConfirming(
  { verified }: Before,
  item: ProofItem,
  { status, because, tries }: ItemResult,
): boolean {
  const suspected = linkItems.includes(item) && status === 'fail' && because === 'not_ours';
  return suspected && verified !== 'broken' && tries < READS_TO_CONFIRM;
}
