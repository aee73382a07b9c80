import { readStored } from '../../kernel/stored.ts';
import { type Link, linkShape } from '../../links/link.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { UnbindDeps } from '../ports.ts';
import { nextNight } from './plan.ts';
import { readReadiness } from './readiness.ts';
import { startReadiness } from './start-readiness.ts';

const LINKS_AT_ONCE = 100;

/**
 * Begins to read the active links of an account that nobody has begun with, such as those of before the desk read
 * whether customers could be unbound (B16): each in its own part of the day. Done twice it does no harm.
 */
export async function readMissing(
  { tables, clock }: Pick<UnbindDeps, 'tables' | 'clock'>,
  account: Pick<PartnerAccount, 'org' | 'id'>,
): Promise<void> {
  const list = { table: 'desk', index: 'list', pk: `ORG#${account.org}#LINKS`, limit: LINKS_AT_ONCE } as const;
  let after: string | undefined;
  do {
    const { items, more, last } = await tables.query({ ...list, ...(after !== undefined && { after }) });
    const links = items.map((item) => readStored(linkShape, item)).filter((link) => isOurs(link, account));
    await Promise.all(
      links.map(async (link) => {
        if (await readReadiness(tables, link.org, link.id)) return;
        // refused: somebody has begun with it in this moment
        await tables.transact(startReadiness(link, nextNight(link.id, clock.now())));
      }),
    );
    after = more ? last : undefined;
  } while (after !== undefined);
}

function isOurs({ status, partnerAccount }: Link, { id }: Pick<PartnerAccount, 'id'>): boolean {
  return status === 'active' && partnerAccount.id === id;
}
