import * as z from 'zod';
import { epochSeconds, Instant } from '../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { Key, WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/**
 * An invitation that is, or may be, alive at the provider. No site can withdraw one, so it stays here until it lapses
 * there. Handle and link let whoever holds them start binding: bearer secrets, hence the private table.
 */
export const OutstandingInvitation = z.object({
  org: z.string(),
  account: z.string(),
  request: z.string(),
  number: z.int().positive(),
  /** The customer account that was meant, where it was known; applications name the one that applied. */
  expects: z.string().nullable(),
  handle: z.string().nullable(),
  link: z.string().nullable(),
  sentAt: Instant,
  lapsesAt: Instant,
});
export type OutstandingInvitation = z.infer<typeof OutstandingInvitation>;

export const outstandingInvitationShape = storedShape({
  name: 'outstanding invitation',
  version: 2,
  schema: OutstandingInvitation,
  // Until version 2 the account was always known.
  upcasts: { 1: (old) => old },
});

/** The provider keeps an invitation's data for another 30 days after it lapsed; so do we. */
const KEPT_AFTER_SECONDS = 30 * 86_400;

function partition(org: string, account: string): string {
  return `ORG#${org}#ACC#${account}`;
}

export function outstandingInvitationKey({
  org,
  account,
  request,
  number,
}: Pick<OutstandingInvitation, 'org' | 'account' | 'request' | 'number'>): Key {
  return { pk: partition(org, account), sk: `INVITATION#${request}#${String(number).padStart(4, '0')}` };
}

/** Written with the effect that sent it; written again when an answer that was given up for lost turns up. */
export function outstandingInvitationIntent(invitation: OutstandingInvitation): WriteIntent {
  const ttl = epochSeconds(invitation.lapsesAt) + KEPT_AFTER_SECONDS;
  return {
    op: 'put',
    table: 'private',
    key: outstandingInvitationKey(invitation),
    fields: { ...toStored(outstandingInvitationShape, invitation), ttl },
    expect: [],
    refusal: 'exists',
  };
}

/** All invitations of a partner account that have not lapsed. */
export async function outstandingInvitations(
  tables: Tables,
  org: string,
  account: string,
  now: Instant,
): Promise<readonly OutstandingInvitation[]> {
  const found: OutstandingInvitation[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({
      table: 'private',
      pk: partition(org, account),
      begins: 'INVITATION#',
      limit: 500,
      ...(after && { after }),
    });
    found.push(...page.items.map((item) => readStored(outstandingInvitationShape, item)));
    after = page.more ? page.items.at(-1)?.sk : undefined;
  } while (after);
  return found.filter(({ lapsesAt }) => lapsesAt > now);
}
