import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readStored, storedShape } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { Followed, recordKey } from '../timeline/index.ts';

/** What an organisation is in its provider's channel: the one word for it everywhere. */
export const OrganisationKind = z.enum(['reseller', 'second_level_reseller', 'distributor']);

/** Whose data it is: every record belongs to exactly one organisation. */
export const Organisation = Followed.extend({
  id: idSchema('organisation'),
  kind: OrganisationKind,
  name: z.string(),
  /** The distributor above a second-level reseller, where it works with this desk too. */
  parent: idSchema('organisation').optional(),
  createdAt: Instant,
});
export type Organisation = z.infer<typeof Organisation>;

export const organisationShape = storedShape({
  name: 'organisation',
  version: 1,
  schema: Organisation,
  upcasts: {},
});

/** @throws InvariantBroken when there is none: callers hold a token that names it. */
export async function readOrganisation(tables: Tables, org: string): Promise<Organisation> {
  const item = await tables.get('desk', recordKey(org, org));
  if (!item) throw new InvariantBroken(`no organisation ${org}`);
  return readStored(organisationShape, item);
}
