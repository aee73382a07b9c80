import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { Followed, recordKey } from '../../timeline/index.ts';

/** What became of the customers that the provider listed, and of the links that it did not. */
export const AdoptionCounts = z.object({
  /** Customers seen in the provider's list. */
  listed: z.int().nonnegative(),
  /** Links made for them. */
  adopted: z.int().nonnegative(),
  /** Linked here already. */
  known: z.int().nonnegative(),
  /** Being linked by a request, which will make the link. */
  inProgress: z.int().nonnegative(),
  /** Seen before in the other environment, so left alone. */
  otherEnvironment: z.int().nonnegative(),
  /** Links of this account that the provider no longer lists. */
  vanished: z.int().nonnegative(),
});
export type AdoptionCounts = z.infer<typeof AdoptionCounts>;

export const noCounts: AdoptionCounts = {
  listed: 0,
  adopted: 0,
  known: 0,
  inProgress: 0,
  otherEnvironment: 0,
  vanished: 0,
};

/** One reading of the provider's list of customers, page by page: continued where it was interrupted. */
export const Adoption = Followed.extend({
  id: idSchema('adoption'),
  account: idSchema('partnerAccount'),
  status: z.enum(['reading', 'comparing', 'done']),
  startedBy: z.string().describe('the member who asked; "desk" for those that follow by themselves'),
  startedAt: Instant,
  endedAt: Instant.optional(),
  /** The provider's cursor of the next page; absent before the first. */
  cursor: z.string().optional(),
  pages: z.int().nonnegative(),
  counts: AdoptionCounts,
  /**
   * Whether the list was read whole: as many distinct customers as the provider said there are. Only then is anybody
   * missing from it.
   */
  complete: z.boolean().optional(),
});
export type Adoption = z.infer<typeof Adoption>;

export const adoptionShape = storedShape({ name: 'adoption', version: 1, schema: Adoption, upcasts: {} });

/** The readings of one partner account's customers, by age. */
export function adoptionList(org: string, account: string): string {
  return `ORG#${org}#ADOPTIONS#${account}`;
}

export async function readAdoption(tables: Tables, org: string, id: string): Promise<Adoption | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(adoptionShape, item);
}

/** The accounts on one page of the list, kept until the end: who is missing is known when all have been read. */
export const adoptionPageShape = storedShape({
  name: 'adoption page',
  version: 1,
  schema: z.object({ accounts: z.array(z.string()), total: z.int().nonnegative().nullable() }),
  upcasts: {},
});

const PAGES = 'PAGE#';

function pageKey({ org, id }: Pick<Adoption, 'org' | 'id'>, page: number): Key {
  return { pk: recordKey(org, id).pk, sk: `${PAGES}${String(page).padStart(6, '0')}` };
}

export function keepPage(
  adoption: Pick<Adoption, 'org' | 'id' | 'pages'>,
  page: z.input<typeof adoptionPageShape.schema>,
): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: pageKey(adoption, adoption.pages),
    fields: toStored(adoptionPageShape, page),
    expect: isNew,
    refusal: 'version',
  };
}

/** Everybody that the list showed, and how many the provider said there were on its last page. */
export async function listedCustomers(tables: Tables, { org, id }: Pick<Adoption, 'org' | 'id'>) {
  const accounts = new Set<string>();
  let total: number | null = null;
  let after: string | undefined;
  do {
    const query = { table: 'desk', pk: recordKey(org, id).pk, begins: PAGES, limit: 200 } as const;
    const { items, more } = await tables.query({ ...query, ...(after && { after }) });
    for (const item of items) {
      const page = readStored(adoptionPageShape, item);
      for (const account of page.accounts) accounts.add(account);
      total = page.total;
    }
    after = more ? items.at(-1)?.sk : undefined;
  } while (after);
  return { accounts, total };
}
