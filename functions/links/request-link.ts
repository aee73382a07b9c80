import type { Problem } from '../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import { readPartnerAccount, readPolicy } from '../parties/index.ts';
import type { IdempotencyKey } from '../platform/contract.ts';
import { idempotencyIntent, type StoredAnswer } from '../platform/idempotency.ts';
import { contactIntent } from './contact.ts';
import { customerLockKey, readLock, takeLock } from './customer-lock.ts';
import { type Facts, findings } from './findings.ts';
import { trimIdentifier } from './identifier.ts';
import type { LinkRequest } from './link-request.ts';
import { createRequest, newRequest } from './new-request.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';
import { placeOf } from './transition.ts';
import type { LinkWish } from './wish.ts';

/** Something that was changed in what was typed. */
export type Note = { readonly field: string; readonly code: 'trimmed'; readonly detail: string };

export type RequestLinkDeps = LinkDeps & { readonly capabilitiesOf: CapabilitiesOf };
type Asker = { readonly org: string; readonly member: string };

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
  const { reference, country, project, region, programme, name } = wish.customer;
  const accountId = facts.accountId;
  const record = newRequest(deps, facts.account, policy, {
    org: asker.org,
    createdBy: asker.member,
    owner: asker.member,
    origin: 'reseller',
    purpose: wish.purpose,
    types: wish.types,
    scope: wish.scope,
    gathered: wish.gathered,
    team: wish.team,
    customer: { accountId, name, reference, country, project, region, programme },
    ...(wish.expected && { expected: wish.expected }),
    ...(wish.ticket && { ticket: wish.ticket }),
  });
  const stored = answer(record, notes);
  const written = await deps.tables.transact([
    idempotencyIntent(asker.org, idempotency, stored, record.createdAt),
    takeLock(placeOf(record), facts.account.environment, record.id),
    ...createRequest(record, { kind: 'member', id: asker.member }, deps),
    contactIntent({ org: asker.org, subject: record.id, ...wish.contact }),
  ]);
  return written.ok ? ok(stored) : written;
}

async function look(deps: RequestLinkDeps, org: string, wish: LinkWish): Promise<{ facts: Facts; notes: Note[] }> {
  const account = await readPartnerAccount(deps.tables, org, wish.partnerAccountId);
  const first = trimIdentifier(wish.customer.accountId ?? '');
  const again = trimIdentifier(wish.customer.accountIdAgain ?? '');
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
