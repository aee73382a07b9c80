import type { Link } from '../links/link.ts';
import type { PartnerAccount } from '../parties/index.ts';
import { modeOfRow } from '../providers/capabilities.ts';
import { proofItems, type SiteCapabilities } from '../providers/provider.ts';
import type { Checklist } from './checklist.ts';
import { compareBilling } from './compare-billing.ts';

/** A link with what it is compared by. */
export type Compare = {
  readonly link: Link;
  readonly checklist: Checklist | undefined;
  readonly account: PartnerAccount | undefined;
  readonly site: SiteCapabilities;
};

/** One thing that differs, as text; null where the link has no such thing. */
export type Difference = { readonly field: string; readonly this: string | null; readonly other: string | null };

/**
 * What differs between a link and one that works, and nothing else (B21): what the site lets the account do, the scope,
 * how each item came out and the provider's words on the account's standing, and how billing compares with what was
 * agreed. Amounts, names and reasons are left out: they differ between any two customers.
 */
export function differences(one: Compare, other: Compare): Difference[] {
  const [mine, theirs] = [factsOf(one), factsOf(other)];
  const fields = [...new Set([...mine.keys(), ...theirs.keys()])];
  return fields.flatMap((field) => {
    const [here, there] = [mine.get(field) ?? null, theirs.get(field) ?? null];
    return here === there ? [] : [{ field, this: here, other: there }];
  });
}

/** Whether another link is one to compare with: it works, and is of the same kind (R054). */
export function isComparable(link: Link, other: Link): boolean {
  return (
    other.id !== link.id &&
    other.status === 'active' &&
    other.verified === 'effective' &&
    other.stopped === undefined &&
    other.partnerAccount.site === link.partnerAccount.site &&
    other.partnerAccount.environment === link.partnerAccount.environment &&
    other.types.toSorted().join() === link.types.toSorted().join()
  );
}

/** The nearest of them: by partner account, then scope, then country; among equals the first. */
export function nearest(link: Link, others: readonly Link[]): Link | undefined {
  const likeness = (other: Link) =>
    Number(other.partnerAccount.id === link.partnerAccount.id) * 4 +
    Number(JSON.stringify(other.scope) === JSON.stringify(link.scope)) * 2 +
    Number(other.customer.country === link.customer.country);
  return others.reduce<Link | undefined>(
    (best, other) => (best && likeness(best) >= likeness(other) ? best : other),
    undefined,
  );
}

function factsOf({ link, checklist, account, site }: Compare): ReadonlyMap<string, string> {
  const { because: _because, agreement: _agreement, ...scope } = link.scope;
  const { customer, partnerAccount } = link;
  const tier = account?.tier ?? 'unknown';
  const items = checklist?.items;
  return new Map([
    ['partnerAccount', partnerAccount.id],
    ['partnerAccount.tier', tier],
    ['partnerAccount.allowlisted', (account?.allowlisted ?? []).toSorted().join(', ')],
    ...proofItems.map((item) => [`capability.${item}`, modeOfRow(site.proofs[item], tier, false)] as const),
    ...Object.entries(scope).map(([name, value]) => [`scope.${name}`, textOf(value)] as const),
    ...(customer.country ? [['customer.country', customer.country] as const] : []),
    ...proofItems.flatMap((item) => (items ? [[`item.${item}`, items[item].status] as const] : [])),
    ...(['status', 'visibility'] as const).flatMap((item) =>
      Object.entries(items?.[item].evidence?.words ?? {}).map(([word, said]) => [`words.${word}`, said] as const),
    ),
    ...compareBilling(link.expected, checklist?.actual).map(
      ({ field, result }) => [`billing.${field}`, result] as const,
    ),
  ]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
