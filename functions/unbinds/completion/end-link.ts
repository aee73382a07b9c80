import type { Instant } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { freeLockOfLink, releaseLock } from '../../links/customer-lock.ts';
import { type Link, readLink } from '../../links/link.ts';
import type { Tables } from '../../platform/tables.ts';
import { type Actor, move } from '../../timeline/index.ts';
import { isUnbindOutcome } from '../status.ts';
import type { Unbind } from '../unbind.ts';
import { placeOf } from '../unbind-sequence.ts';
import { invalidAgreement } from './agreement.ts';

/** The end of a link at the provider: who saw it when, since when it is so, and whose the customer is then. */
export type LinkEnd = {
  readonly actor: Actor;
  readonly at: Instant;
  readonly since: Instant;
  readonly becomes: NonNullable<Link['unbound']>['becomes'];
};

/** The link of a case, which its end ends. */
export async function linkOf(tables: Tables, { org, id, link }: Pick<Unbind, 'org' | 'id' | 'link'>): Promise<Link> {
  const found = await readLink(tables, org, link);
  if (!found) throw new InvariantBroken(`${id} has no link`);
  return found;
}

/**
 * The writes by which link, agreement and the hold on the customer end with a case (R095).
 * @param record the case as it stood before
 */
export function endLink(
  link: Link,
  record: Unbind,
  { actor, at, since, becomes }: LinkEnd,
  newId: NewId,
): readonly WriteIntent[] {
  const unbound = { since, unbind: record.id, becomes } as const;
  const place = placeOf(record);
  return [
    ...move(
      link,
      {
        set: { status: 'unbound', readyToProvision: false, unbound },
        remove: ['nextCheckAt', 'waitingOn', 'waitingPk', 'waitingSk'],
        expect: { status: { eq: 'active' } },
      },
      { type: 'link.unbound', actor, at, data: { ...unbound, site: link.partnerAccount.site } },
      newId,
    ),
    invalidAgreement(record, since),
    isUnbindOutcome(record.status) ? freeLockOfLink(place, link.id) : releaseLock(place, record.id),
  ];
}
