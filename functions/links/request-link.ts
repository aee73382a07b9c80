import { plusSeconds } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import { toStored } from '../kernel/stored.ts';
import type { Refused } from '../kernel/write.ts';
import { type PartnerAccount, type Policy, readPartnerAccount, readPolicy } from '../parties/index.ts';
import type { IdempotencyKey } from '../platform/contract.ts';
import { idempotencyIntent, type StoredAnswer } from '../platform/idempotency.ts';
import { create, timelineStart } from '../timeline/index.ts';
import { contactIntent } from './contact.ts';
import { customerLockKey, readLock, takeLock } from './customer-lock.ts';
import { type Facts, findings } from './findings.ts';
import { trimIdentifier } from './identifier.ts';
import { executionName, type LinkRequest, linkRequestShape, listKeys } from './link-request.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';
import { watch } from './transition.ts';

/** What somebody asks for. Identifiers are as typed; their ends are trimmed here, and that is said. */
export type LinkWish = {
  readonly partnerAccountId: string;
  readonly customer: { readonly accountId: string; readonly accountIdAgain: string; readonly name: string };
  readonly contact: { readonly email: string; readonly name?: string | undefined; readonly language: 'en' | 'zh-CN' };
};

/** Something that was changed in what was typed. */
export type Note = { readonly field: string; readonly code: 'trimmed'; readonly detail: string };

export type RequestLinkDeps = LinkDeps & { readonly capabilitiesOf: CapabilitiesOf };
type Asker = { readonly org: string; readonly member: string };

/** The watch that catches a request whose machine never started looks after two minutes. */
const FIRST_WATCH_SECONDS = 120;

/** Every finding about a wish, without writing anything (R038). */
export async function previewLink(deps: RequestLinkDeps, { org }: Asker, wish: LinkWish) {
  const { facts, notes } = await look(deps, org, wish);
  const place = facts.account && { org, site: facts.account.site, accountId: facts.accountId };
  const lock = place && readLock(await deps.tables.get('desk', customerLockKey(place)));
  return { findings: findings({ ...facts, lock }), notes };
}

/**
 * Creates a link request in one transaction: the record with its first timeline entry, the contact, the customer lock,
 * the watch that starts what does not start by itself, and the idempotency item with the answer to replay. The relay
 * starts the machine from the timeline entry.
 * @returns `invalid_input` with every wrong field; `refused` by `idempotency` or `lock` with the item that was there.
 */
export async function requestLink<const A extends StoredAnswer>(
  deps: RequestLinkDeps,
  asker: Asker,
  wish: LinkWish,
  idempotency: IdempotencyKey,
  answer: (record: LinkRequest, notes: Note[]) => A,
): Promise<Result<A, Problem | Refused>> {
  const [{ facts, notes }, policy] = await Promise.all([
    look(deps, asker.org, wish),
    readPolicy(deps.tables, asker.org),
  ]);
  const errors = findings(facts).flatMap(({ error }) => error ?? []);
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  if (!facts.account) throw new InvariantBroken('findings passed a partner account that is not there');
  const record = newRequest(deps, asker, wish, facts.account, facts.accountId, policy);
  const place = { org: asker.org, site: facts.account.site, accountId: facts.accountId };
  const stored = answer(record, notes);
  const written = await deps.tables.transact([
    idempotencyIntent(asker.org, idempotency, stored, record.createdAt),
    takeLock(place, facts.account.environment, record.id),
    ...create(
      { ...toStored(linkRequestShape, record), ...record, ...listKeys(record) },
      createdEntry(record),
      deps.newId,
    ),
    contactIntent({ org: asker.org, subject: record.id, ...wish.contact }),
    watch(record, plusSeconds(record.createdAt, FIRST_WATCH_SECONDS)),
  ]);
  return written.ok ? ok(stored) : written;
}

async function look(deps: RequestLinkDeps, org: string, wish: LinkWish): Promise<{ facts: Facts; notes: Note[] }> {
  const account = await readPartnerAccount(deps.tables, org, wish.partnerAccountId);
  const first = trimIdentifier(wish.customer.accountId);
  const again = trimIdentifier(wish.customer.accountIdAgain);
  const trimmed = [first.trimmed && '/customer/accountId', again.trimmed && '/customer/accountIdAgain'].filter(
    (field) => field !== false,
  );
  return {
    facts: {
      account,
      capabilities: account && deps.capabilitiesOf(account.site),
      lock: undefined,
      accountId: first.value,
      accountIdAgain: again.value,
    },
    notes: trimmed.map((field) => ({ field, code: 'trimmed', detail: 'spaces around the identifier were left out' })),
  };
}

function newRequest(
  deps: RequestLinkDeps,
  asker: Asker,
  wish: LinkWish,
  account: PartnerAccount,
  accountId: string,
  policy: Policy,
): LinkRequest {
  const id = deps.newId('linkRequest');
  const createdAt = deps.clock.now();
  return {
    ...timelineStart,
    org: asker.org,
    id,
    version: 1,
    status: 'checking',
    createdAt,
    createdBy: asker.member,
    execution: executionName(id, 1),
    attempt: 1,
    attemptSince: createdAt,
    attemptSeen: 0,
    policyVersion: policy.version,
    windows: {
      customer: policy.windows.customerSeconds,
      application: policy.windows.applicationSeconds,
      pollFirst: policy.poll.firstSeconds,
      pollMost: policy.poll.maxSeconds,
    },
    partnerAccount: {
      id: account.id,
      site: account.site,
      environment: account.environment,
      partnerId: account.partnerId,
    },
    customer: { accountId, name: wish.customer.name },
    rounds: {},
    invitationsAsked: 1,
    flags: [],
  };
}

/** The relay reads `execution` from this entry and starts it. */
function createdEntry(record: LinkRequest) {
  const { execution, partnerAccount, customer } = record;
  return {
    type: 'link_request.created',
    actor: { kind: 'member', id: record.createdBy },
    at: record.createdAt,
    data: { execution, site: partnerAccount.site, customer: customer.accountId },
  } as const;
}
