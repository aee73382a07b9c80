import type { FieldError, Problem } from '../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import type { Refused, WriteIntent } from '../kernel/write.ts';
import type { IdempotencyKey } from '../platform/contract.ts';
import { idempotencyIntent, type StoredAnswer } from '../platform/idempotency.ts';
import { wayOn } from './checks/customer.ts';
import type { Facts, Finding, Wanted } from './checks/finding.ts';
import { contactIntent } from './contact.ts';
import { readLock, takeLock } from './customer-lock.ts';
import { findings } from './findings.ts';
import { trimIdentifier } from './identifier.ts';
import type { LinkRequest } from './link-request.ts';
import { look, lookThoroughly } from './look.ts';
import type { MailLock } from './mail-lock.ts';
import { createRequest, newRequest } from './new-request.ts';
import { type PermissionPreview, previewPermissions } from './permissions.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';
import { placeOf } from './transition.ts';
import type { LinkWish } from './wish.ts';

/** Something that was changed in what was typed. */
export type Note = { readonly field: string; readonly code: 'trimmed'; readonly detail: string };

export type RequestLinkDeps = LinkDeps & { readonly capabilitiesOf: CapabilitiesOf };
export type WishDeps = RequestLinkDeps & { readonly mailLock: MailLock };
export type Asker = { readonly org: string; readonly member: string };

/** What a wish would come to. `permissions` is absent until a partner account is chosen. */
export type Preview = {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly permissions: PermissionPreview | undefined;
};

/** Every finding about a wish, and what it would allow, without writing anything (R038, R048). */
export async function previewLink(deps: WishDeps, { org }: Asker, wish: LinkWish): Promise<Preview> {
  const { asked, notes } = await askedBy(deps, org, wish);
  const facts = await lookThoroughly(deps, asked);
  return { findings: findings(facts), notes, permissions: previewPermissions(facts) };
}

/** The writes that make a request, ready to be carried out together with what calls for them. */
export type ReadyRequest = {
  readonly record: LinkRequest;
  readonly notes: readonly Note[];
  readonly intents: readonly WriteIntent[];
};

/**
 * A link request, checked but for what only the write can tell: the record with its first timeline entry, the contact,
 * the customer lock and the watch that starts what does not start by itself. The relay starts the machine from the
 * timeline entry.
 * @returns `invalid_input` with every wrong field
 */
export async function readyRequest(
  deps: WishDeps,
  asker: Asker,
  wish: LinkWish,
  more: Pick<LinkRequest, 'copyOf'> = {},
): Promise<Result<ReadyRequest, Problem>> {
  const { asked, notes } = await askedBy(deps, asker.org, wish);
  const facts = await look(deps, asked);
  const errors = errorsIn(findings(facts));
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  if (!facts.account) throw new InvariantBroken('findings passed a partner account that is not there');
  const { reference, country, project, region, programme, name } = wish.customer;
  const { accountId } = asked.wanted.customer;
  const { mailLock } = asked;
  const override = overrideOf(facts, asker);
  const record = newRequest(deps, facts.account, facts.policy, {
    org: asker.org,
    createdBy: asker.member,
    owner: asker.member,
    origin: 'reseller',
    purpose: wish.purpose,
    types: wish.types,
    scope: wish.scope,
    gathered: wish.gathered,
    team: wish.team,
    customer: { accountId, mailLock, name, reference, country, project, region, programme },
    ...(wish.expected && { expected: wish.expected }),
    ...(wish.terms && { terms: wish.terms }),
    ...(wish.siteFields && { siteFields: wish.siteFields }),
    ...(wish.exitTerms && { exitTerms: wish.exitTerms }),
    ...(wish.ticket && { ticket: wish.ticket }),
    ...(override && { override }),
    ...more,
  });
  return ok({
    record,
    notes,
    intents: [
      takeLock(placeOf(record), facts.account.environment, record.id),
      ...createRequest(record, { kind: 'member', id: asker.member }, deps),
      contactIntent({ org: asker.org, subject: record.id, ...wish.contact }),
    ],
  });
}

/**
 * Creates a link request in one transaction, with the idempotency item that holds the answer to replay.
 * @returns `invalid_input` with every wrong field; `refused` by `idempotency` or `lock` with the item that was there.
 */
export async function requestLink<const A extends StoredAnswer>(
  deps: WishDeps,
  asker: Asker,
  wish: LinkWish,
  idempotency: IdempotencyKey,
  answer: (record: LinkRequest, notes: readonly Note[]) => A,
  more: Pick<LinkRequest, 'copyOf'> = {},
): Promise<Result<A, Problem | Refused>> {
  const ready = await readyRequest(deps, asker, wish, more);
  if (!ready.ok) return ready;
  const { record, notes, intents } = ready.value;
  const stored = answer(record, notes);
  const keep = idempotencyIntent(asker.org, idempotency, stored, record.createdAt);
  const written = await deps.tables.transact([keep, ...intents]);
  return written.ok ? ok(stored) : written;
}

/** Why a customer could not be taken: who holds it and where to go on with that one, or that it is of the other environment. */
export function takenProblem({ found }: Refused): Problem {
  const lock = readLock(found);
  const holder = lock?.link ?? lock?.request;
  if (!holder) return { kind: 'environment_mismatch', params: { environment: lock?.environment ?? 'other' } };
  return { kind: 'customer_taken', params: { holder, update: wayOn(holder).update } };
}

/** What the checks look at of a wish: its identifiers trimmed, and the place in the locks of a customer without one. */
async function askedBy(deps: Pick<WishDeps, 'mailLock'>, org: string, wish: LinkWish) {
  const typed = trimmed(wish.customer);
  const { partnerAccountId, types, scope, gathered, team, siteFields, terms, override, contact } = wish;
  const customer = { ...wish.customer, ...typed.values };
  const wanted: Wanted = { types, scope, gathered, team, siteFields, terms, override, customer };
  const nameless = typed.values.accountId === undefined;
  const mailLock = nameless ? await deps.mailLock(contact.email) : undefined;
  return { asked: { org, partnerAccountId, wanted, mailLock }, notes: typed.notes };
}

/** Identifiers without the space around them, and a note for each that had some. */
export function trimmed({ accountId, accountIdAgain }: Wanted['customer']) {
  const notes: Note[] = [];
  const trim = (field: string, typed: string | undefined) => {
    const left = typed === undefined ? undefined : trimIdentifier(typed);
    if (left?.trimmed) notes.push({ field, code: 'trimmed', detail: 'spaces around the identifier were left out' });
    return left?.value;
  };
  const values = {
    accountId: trim('/customer/accountId', accountId),
    accountIdAgain: trim('/customer/accountIdAgain', accountIdAgain),
  };
  return { values, notes };
}

/** Every field that has to change. */
export function errorsIn(found: readonly Finding[]): readonly FieldError[] {
  return found.filter(({ result }) => result === 'fail').flatMap(({ errors }) => errors ?? []);
}

/** The reason goes with the code of what it overrides and who gave it; the checks have seen that it may (R011). */
function overrideOf({ compared, wanted: { override } }: Facts, { member }: Asker): LinkRequest['override'] {
  return override && compared && { reason: override.reason, code: compared.code, by: member };
}
