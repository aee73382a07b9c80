import { deliverAnswer } from '../../decisions/deliver-answer.ts';
import { recordDecision } from '../../decisions/record-decision.ts';
import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Application } from '../../providers/provider.ts';
import { readLinkRequest } from '../advance.ts';
import type { LinkRequest } from '../link-request.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { accountOf, waitingRef } from '../transition.ts';

/** Requests of a partner account whose applications the provider itself examines. None where the site has no such step. */
export async function underAudit(deps: LinkProviderDeps, { org, id, site }: PartnerAccount) {
  if (deps.capabilitiesOf(site)?.approval !== 'reseller_then_provider') return [];
  const waiting = await waitingFor('provider', deps.tables, org);
  const records = await Promise.all(waiting.map((request) => readLinkRequest(deps.tables, org, request)));
  return records.flatMap((record) =>
    record?.status === 'awaiting_provider' && record.partnerAccount.id === id ? [record] : [],
  );
}

async function waitingFor(party: 'provider', tables: Tables, org: string): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const pk = `ORG#${org}#WAITING#${party}`;
    const page = await tables.query({ table: 'desk', index: 'waiting', pk, limit: 500, ...(after && { after }) });
    found.push(...page.items.map(({ id }) => String(id)));
    after = page.more ? page.last : undefined;
  } while (after);
  return found;
}

/** Tells each request what the provider's examination has come to: it is done once the application is listed no more. */
export async function handOutAudits(
  deps: LinkProviderDeps,
  records: readonly LinkRequest[],
  applications: readonly Application[],
  now: Instant,
): Promise<void> {
  const examined = new Set(
    applications.filter(({ state }) => state === 'awaiting_provider').map(({ account }) => account),
  );
  for (const record of records) {
    const verdict = examined.has(accountOf(record)) ? undefined : await verdictOn(deps, record, now);
    const ref = waitingRef(record);
    if (!verdict || !ref) continue;
    const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
    await recordDecision(deps, ref, { verdict, actor });
    await deliverAnswer(deps, ref);
  }
}

async function verdictOn(deps: LinkProviderDeps, record: LinkRequest, now: Instant) {
  const { site } = record.partnerAccount;
  const read = await deps.portOf(site).readCustomer(accountRef(record), accountOf(record));
  if (!read.ok) return undefined;
  if (read.value.customer) return 'passed';
  // a list may be behind its own answers: absence counts after the longest pause between two looks
  const since = record.waitingOn?.since ?? now;
  return secondsBetween(since, now) >= record.windows.pollMost ? 'not_passed' : undefined;
}
