import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { type Link, linkShape, readLink } from '../../links/link.ts';
import type { CapabilitiesOf } from '../../links/ports.ts';
import { viewLink } from '../../links/view.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readFiltered } from '../../platform/read-page.ts';
import type { Tables } from '../../platform/tables.ts';
import { readChecklist } from '../checklist.ts';
import { type Compare, differences, isComparable, nearest } from '../compare-links.ts';
import type { verificationRead } from '../contract.ts';

type Deps = { readonly tables: Tables; readonly capabilitiesOf: CapabilitiesOf };

/** Candidates to choose the nearest from; the list is read in bounded steps until so many work. */
const MOST_CANDIDATES = 25;

export const createGetLinkComparison =
  (deps: Deps): HttpHandler<typeof verificationRead.getLinkComparison> =>
  async ({ caller, params }) => {
    const link = await readLink(deps.tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    const list = { table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINKS`, descending: true } as const;
    const working = await readFiltered(deps.tables, list, { limit: MOST_CANDIDATES }, (item) =>
      isComparable(link, readStored(linkShape, item)),
    );
    if (!working.ok) return working;
    const other = nearest(
      link,
      working.value.items.map((item) => readStored(linkShape, item)),
    );
    if (!other) return ok({ status: 200, json: { differences: [] } });
    const [here, there] = await Promise.all([comparedBy(deps, link), comparedBy(deps, other)]);
    const { id, name, customer, partnerAccount, checkedAt } = viewLink(other);
    const beside = { id, name, customer, partnerAccount, ...(checkedAt && { checkedAt }) };
    return ok({ status: 200, json: { beside, differences: differences(here, there) } });
  };

async function comparedBy({ tables, capabilitiesOf }: Deps, link: Link): Promise<Compare> {
  const site = capabilitiesOf(link.partnerAccount.site);
  if (!site) throw new InvariantBroken(`no adapter for ${link.partnerAccount.site}`);
  const [checklist, account] = await Promise.all([
    readChecklist(tables, link),
    readPartnerAccount(tables, link.org, link.partnerAccount.id),
  ]);
  return { link, checklist, account, site };
}
