import { readDecision } from '../../decisions/change-decision.ts';
import type { Decision } from '../../decisions/decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import { readStored } from '../../kernel/stored.ts';
import { type MailRecord, mailShape } from '../../notices/mail.ts';
import type { Policy } from '../../parties/index.ts';
import type { Right } from '../../platform/contract.ts';
import type { Tables } from '../../platform/tables.ts';
import { recordKey } from '../../timeline/index.ts';
import { type Checklist, readChecklist } from '../../verification/index.ts';
import { readLinkRequest } from '../advance.ts';
import type { Facts, Finding } from '../checks/finding.ts';
import { findings } from '../findings.ts';
import { type Link, readLink } from '../link.ts';
import type { LinkRequest } from '../link-request.ts';
import { type LookDeps, look } from '../look.ts';
import { leastScope } from '../relationship.ts';
import { waitingRef } from '../transition.ts';

/** Everything that is known of a request or a link, read beforehand: playbooks and documents are pure functions of it. */
export type Case = {
  readonly now: Instant;
  /** Of whoever looks. */
  readonly rights: ReadonlySet<Right>;
  readonly record: LinkRequest | undefined;
  readonly link: Link | undefined;
  /** The link's checklist in hand. */
  readonly checklist: Checklist | undefined;
  /** The question that the request waits for. */
  readonly decision: Decision | undefined;
  readonly mails: readonly MailRecord[];
  readonly account: Facts['account'];
  readonly capabilities: Facts['capabilities'];
  /** The policy that the request is pinned to; for a link, the one in force. */
  readonly policy: Policy;
  /** What the checks say of the wish today. */
  readonly findings: readonly Finding[];
};

type Viewer = { readonly org: string; readonly rights: ReadonlySet<Right> };

/** A request with the link that it made, if it made one. */
export async function readRequestCase(deps: LookDeps, viewer: Viewer, id: string): Promise<Case | undefined> {
  const record = await readLinkRequest(deps.tables, viewer.org, id);
  if (!record) return undefined;
  const link = record.linkId && (await readLink(deps.tables, viewer.org, record.linkId));
  return readAround(deps, viewer, record, link || undefined);
}

/** A link with the request that made it, if one did. */
export async function readLinkCase(
  deps: LookDeps,
  viewer: Viewer,
  id: string,
): Promise<(Case & { link: Link }) | undefined> {
  const link = await readLink(deps.tables, viewer.org, id);
  if (!link) return undefined;
  const record = link.requestId && (await readLinkRequest(deps.tables, viewer.org, link.requestId));
  return { ...(await readAround(deps, viewer, record || undefined, link)), link };
}

async function readAround(
  deps: LookDeps,
  { org, rights }: Viewer,
  record: LinkRequest | undefined,
  link: Link | undefined,
) {
  const subject = record ?? link;
  const ref = record && waitingRef(record);
  const accountId = record?.customer.accountId ?? link?.customer.accountId;
  const wanted = {
    types: subject?.types ?? [],
    scope: subject?.scope ?? leastScope,
    gathered: record?.gathered ?? [],
    customer: { ...subject?.customer, accountId, accountIdAgain: accountId },
    team: subject?.team,
    ...(record?.override && { override: record.override }),
  };
  const partnerAccountId = subject?.partnerAccount.id;
  const [facts, checklist, decision, mails] = await Promise.all([
    look(deps, { org, partnerAccountId, wanted, ...(record && { policyVersion: record.policyVersion }) }),
    link && readChecklist(deps.tables, link),
    ref && readDecision(deps.tables, ref),
    record ? mailsOf(deps.tables, org, record.id) : [],
  ]);
  const { account, capabilities, policy, now } = facts;
  const known = { record, link, checklist, decision, mails, account, capabilities, policy };
  return { ...known, now, rights, findings: findings(facts) };
}

async function mailsOf(tables: Tables, org: string, id: string): Promise<readonly MailRecord[]> {
  const { pk } = recordKey(org, id);
  const { items } = await tables.query({ table: 'desk', pk, begins: 'MAIL#', limit: 100 });
  return items.map((item) => readStored(mailShape, item));
}
