import type { Instant } from '../../kernel/clock.ts';
import type { Fields } from '../../kernel/write.ts';
import type { Link } from '../link.ts';

/** What somebody has noticed about a customer. */
export type Noticed = {
  readonly payer?: 'reseller' | 'customer' | undefined;
  readonly eligible?: boolean | undefined;
  readonly legalName?: string | undefined;
  readonly country?: string | undefined;
};

/**
 * What a change at the customer means for its link (R022): who pays and whether the customer may be served are settled
 * by linking, so these need a new one; name and country are taken over and the link is looked at again.
 */
export function attributeChange(
  link: Link,
  { payer, eligible, legalName, country }: Noticed,
  at: Instant,
): { readonly set: Partial<Link>; readonly told: Fields } {
  const newLink = [
    ...(payer && link.expected && payer !== link.expected.payer ? [`the bill is to go to the ${payer}`] : []),
    ...(eligible === false ? ['the customer may no longer be served under this programme'] : []),
  ];
  const inPlace = [
    ...(legalName && legalName !== link.customer.name ? ['the company has another name'] : []),
    ...(country && country !== link.customer.country ? ['the company has moved to another country'] : []),
  ];
  const because = newLink.length > 0 ? newLink : inPlace;
  const as = newLink.length > 0 ? ('new_link' as const) : ('in_place' as const);
  const customer = { ...link.customer, ...(legalName && { name: legalName }), ...(country && { country }) };
  return {
    set: { customer, ...(because.length > 0 && { changeNeeded: { class: as, because, since: at } }) },
    told: { class: because.length > 0 ? as : 'none', because },
  };
}
