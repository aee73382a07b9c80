import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { readLinkRequest } from './advance.ts';
import { type ApplicationSeen, isOutcome, type LinkRequest } from './link-request.ts';

/** Which request an application at the provider answers. */
export const ApplicationClaim = z.object({ request: z.string() });

export const applicationClaimShape = storedShape({
  name: 'application claim',
  version: 1,
  schema: ApplicationClaim,
  upcasts: {},
});

type Application = Pick<z.infer<typeof ApplicationSeen>, 'account' | 'appliedAt'>;

export function applicationClaimKey(record: LinkRequest, { account, appliedAt }: Application): Key {
  const pk = `ORG#${record.org}#ACC#${record.partnerAccount.id}`;
  return { pk, sk: `APPLICATION#${account}#${appliedAt ?? 'unknown'}` };
}

/**
 * Claims an application for a request: each answers one only. A request that ended without a link gives it up, because
 * at the provider the application still waits (the customer was to mend something first, say).
 */
export async function claimIntent(tables: Tables, record: LinkRequest, application: Application): Promise<WriteIntent> {
  const key = applicationClaimKey(record, application);
  const item = await tables.get('desk', key);
  const holder = item && (await readLinkRequest(tables, record.org, readStored(applicationClaimShape, item).request));
  const givenUp = holder && isOutcome(holder.status) && holder.status !== 'completed';
  return {
    op: 'put',
    table: 'desk',
    key,
    fields: toStored(applicationClaimShape, { request: record.id }),
    expect: [...isNew, { request: { eq: givenUp ? holder.id : record.id } }],
    refusal: 'exists',
  };
}
