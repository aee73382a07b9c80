import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { readLinkRequest } from './advance.ts';
import { type ApplicationSeen, type LinkRequest } from './link-request.ts';
import { isOutcome } from './request-status.ts';

/** Which request an application at the provider answers; or which link has it noted. */
export const ApplicationClaim = z.object({ request: z.string() });

export const applicationClaimShape = storedShape({
  name: 'application claim',
  version: 1,
  schema: ApplicationClaim,
  upcasts: {},
});

type Application = Pick<z.infer<typeof ApplicationSeen>, 'account' | 'appliedAt'>;
type Place = { readonly org: string; readonly partnerAccount: Pick<LinkRequest['partnerAccount'], 'id'> };

export function applicationClaimKey({ org, partnerAccount }: Place, { account, appliedAt }: Application): Key {
  return { pk: `ORG#${org}#ACC#${partnerAccount.id}`, sk: `APPLICATION#${account}#${appliedAt ?? 'unknown'}` };
}

/** Who has claimed an application. `record` is absent where it is a link, or a request that is no more. */
export type ClaimHolder = { readonly id: string; readonly record: LinkRequest | undefined };

export async function claimHolder(
  tables: Tables,
  place: Place,
  application: Application,
): Promise<ClaimHolder | undefined> {
  const item = await tables.get('desk', applicationClaimKey(place, application));
  if (!item) return undefined;
  const id = readStored(applicationClaimShape, item).request;
  return { id, record: id.startsWith('lreq_') ? await readLinkRequest(tables, place.org, id) : undefined };
}

/**
 * Whether a claim is given up: its request ended without a link, and at the provider the application still waits (the
 * customer was to mend something first, say).
 */
export function isGivenUp({ record }: ClaimHolder): boolean {
  return record !== undefined && isOutcome(record.status) && record.status !== 'completed';
}

/** Claims an application, as its claim was read: each answers one request only, unless that one has given it up. */
export function claimIntent(
  claimant: Place & { readonly id: string },
  application: Application,
  holder: ClaimHolder | undefined,
): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: applicationClaimKey(claimant, application),
    fields: toStored(applicationClaimShape, { request: claimant.id }),
    expect: [...isNew, { request: { eq: holder && isGivenUp(holder) ? holder.id : claimant.id } }],
    refusal: 'exists',
  };
}
