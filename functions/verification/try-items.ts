import type { Instant } from '../kernel/clock.ts';
import type { Link } from '../links/link.ts';
import { modeOfRow } from '../providers/capabilities.ts';
import { type PartnerAccountRef, type ProofAim, type ProofItem, proofItems } from '../providers/provider.ts';
import type { Checklist, ItemResult, Items } from './checklist.ts';
import { actualBilling } from './compare-billing.ts';
import { judge } from './judge.ts';
import type { Reads } from './ports.ts';
import type { Terms } from './terms.ts';

/** Tries whatever of a checklist is to be tried now, all of it side by side, and answers the checklist with the results. */
export async function tryItems(
  reads: Reads,
  link: Link,
  checklist: Checklist,
  terms: Terms,
  now: Instant,
): Promise<Checklist> {
  const ref: PartnerAccountRef = {
    org: link.org,
    account: link.partnerAccount.id,
    site: link.partnerAccount.site,
    environment: link.partnerAccount.environment,
  };
  const open = proofItems.filter((item) => (checklist.items[item].nextAt ?? '\uffff') <= now);
  const [actual, ...tried] = await Promise.all([
    link.expected && !checklist.actual ? readBilling(reads, ref, link, now) : checklist.actual,
    ...open.map((item) => tryItem(reads, ref, { link, checklist, terms, now }, item)),
  ]);
  const items: Items = { ...checklist.items, ...Object.fromEntries(open.map((item, at) => [item, tried[at]])) };
  const done = proofItems.every((item) => items[item].nextAt === undefined);
  return {
    ...checklist,
    items,
    ...(actual && { actual }),
    ...(done && { finishedAt: checklist.finishedAt ?? now }),
  };
}

type Trying = {
  readonly link: Link;
  readonly checklist: Checklist;
  readonly terms: Terms;
  readonly now: Instant;
};

/** A row that is no call at this site, or not at this tier, takes nothing from the link: the set is shorter (R020). */
async function tryItem(reads: Reads, ref: PartnerAccountRef, trying: Trying, item: ProofItem): Promise<ItemResult> {
  const { link, checklist, terms, now } = trying;
  const row = terms.site.proofs[item];
  const mode = modeOfRow(row, terms.tier, false);
  if (mode !== 'api' && mode !== 'indirect') return { status: 'not_supported', triedAt: now, tries: 1 };
  const answer = await reads.proveLink(ref, link.customer.accountId, item, aimOf(trying, item));
  const { settlement } = terms.site;
  const [action = ''] = row.actions;
  return judge({ link, item, before: checklist.items[item], action, delay: row.delay, settlement, now }, answer);
}

function aimOf({ link, checklist }: Trying, item: ProofItem): ProofAim {
  if (item === 'billing' && checklist.billOf) return { billOf: checklist.billOf };
  return item === 'service' ? { services: link.scope.services } : {};
}

async function readBilling(reads: Reads, ref: PartnerAccountRef, { customer }: Link, now: Instant) {
  return actualBilling(await reads.readCustomer(ref, customer.accountId), now);
}
