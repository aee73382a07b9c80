import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Language } from '../../kernel/texts.ts';
import type { Refused } from '../../kernel/write.ts';
import { readLock } from '../../links/customer-lock.ts';
import { readOrganisation, readPolicy } from '../../parties/index.ts';
import type { IdempotencyKey } from '../../platform/contract.ts';
import { idempotencyIntent, type StoredAnswer } from '../../platform/idempotency.ts';
import { asksForCard } from '../../providers/unbinding.ts';
import { contactOfUnbind } from '../contact.ts';
import { startOfResellers } from '../course.ts';
import type { Declaration } from '../declaration.ts';
import { distributorContact } from '../distributor/contact.ts';
import { createUnbind, newUnbind } from '../new-unbind.ts';
import { noticeText, noticeVersion } from '../notice/notice-text.ts';
import type { UnbindWriteDeps } from '../ports.ts';
import { blocks } from '../preconditions/precondition.ts';
import { remedyText } from '../preconditions/remedy-texts.ts';
import type { Unbind } from '../unbind.ts';
import { type Considered, consider } from './considered.ts';
import { distributorErrors, distributorOf } from './distributor-of.ts';
import type { UnbindWish } from './wish.ts';

export type Submitting = {
  readonly org: string;
  readonly member: string;
  readonly language: Language;
  readonly idempotency: IdempotencyKey;
};

/**
 * Starts an unbind of ours, in one transaction with the answer to replay. What does not meet the preconditions by what
 * is known creates nothing (R087); the machine reads them once more before anybody is asked.
 * @returns `preconditions_unmet` with every remedy, `invalid_input` with every wrong field, `refused` by `lock` where
 * something else is under way with the customer
 */
export async function submitUnbind<const A extends StoredAnswer>(
  deps: UnbindWriteDeps,
  by: Submitting,
  wish: UnbindWish,
  answer: (record: Unbind) => A,
): Promise<Result<A, Problem | Refused>> {
  const considered = await consider(deps, by, wish);
  if (!considered.ok) return considered;
  const errors = [
    ...noticeErrors(wish, considered.value),
    ...ownerErrors(considered.value),
    ...exitErrors(wish, considered.value),
    ...(await distributorErrors(deps, wish)),
  ];
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  const unmet = unmetProblem(considered.value, by.language);
  if (unmet) return err(unmet);
  const record = await caseOf(deps, by, wish, considered.value);
  const stored = answer(record);
  const written = await deps.tables.transact([
    idempotencyIntent(by.org, by.idempotency, stored, record.createdAt),
    ...createUnbind(record, { kind: 'member', id: by.member }, deps),
    ...(await contactOfUnbind(deps.tables, considered.value.link, record.id, wish.contact)),
    ...(wish.distributorContact ? [distributorContact(by.org, record.id, wish.distributorContact)] : []),
  ]);
  return written.ok ? ok(stored) : written;
}

/** Who holds the customer already: another unbind, or a request that changes the link. */
export function underWayProblem({ found }: Refused): Problem {
  const lock = readLock(found);
  return { kind: 'unbind_under_way', params: { holder: lock?.unbind ?? lock?.request ?? 'another case' } };
}

async function caseOf(
  deps: UnbindWriteDeps,
  { org, member }: Submitting,
  wish: UnbindWish,
  { link, account, site, preconditions, secondLevel, exit, at }: Considered,
): Promise<Unbind> {
  const [policy, organisation] = await Promise.all([readPolicy(deps.tables, org), readOrganisation(deps.tables, org)]);
  const { exitOverride, because } = wish;
  const noCardStep = !asksForCard(site.unbind);
  const cardKnown = wish.cardKnown || noCardStep;
  const submits = site.unbind.steps.submission.mode === 'api' ? 'api' : 'operator';
  const course = { ...startOfResellers, submits, distributorReviews: Boolean(secondLevel), cardKnown } as const;
  return newUnbind(deps, link, policy, course, {
    asks: organisation.name,
    createdBy: member,
    owner: member,
    because,
    preconditions: [...preconditions],
    facts: [],
    checkedAt: at,
    declaration: declarationOf(wish, member, at),
    ...(noCardStep && { noCardStep }),
    ...(secondLevel && { distributor: distributorOf(secondLevel, wish, account, organisation) }),
    ...(exit && {
      exit: {
        noticeDays: exit.noticeDays,
        settlementDuties: exit.settlementDuties,
        noticeEnds: exit.noticeEnds,
        ...(exitOverride && { override: { reason: exitOverride.reason, by: member, at } }),
      },
    }),
  });
}

function declarationOf({ notice, capacity, attestations }: UnbindWish, by: string, at: string): Declaration {
  return {
    by,
    at,
    notice: { name: 'unbind_notice', ...notice },
    capacity,
    attestations: attestations.map((name) => ({ name, by, at })),
  };
}

function noticeErrors({ notice, capacity }: UnbindWish, { link, at }: Considered): readonly FieldError[] {
  const { site } = link.partnerAccount;
  const version = noticeVersion(site);
  if (version === undefined) throw new InvariantBroken(`no notice for ${site}`);
  const inForce = `version ${version} is in force: read it again`;
  if (notice.version !== version) return [{ field: '/notice/version', code: 'not_in_force', detail: inForce }];
  const read = noticeText(site, notice.language);
  const errors: FieldError[] = [];
  if (notice.sha256 !== read.sha256)
    errors.push({ field: '/notice/sha256', code: 'other_text', detail: 'not the hash of that notice' });
  if (capacity.as === 'agent' && capacity.noticeVersion !== version)
    errors.push({ field: '/capacity/noticeVersion', code: 'not_in_force', detail: inForce });
  if (capacity.as === 'agent' && capacity.informedOn > at.slice(0, 10))
    errors.push({ field: '/capacity/informedOn', code: 'in_future', detail: 'today or before' });
  return errors;
}

function ownerErrors({ secondLevel }: Considered): readonly FieldError[] {
  const detail = 'say which second-level reseller has the customer, or null where none has: no call tells';
  return secondLevel === undefined ? [{ field: '/secondLevel', code: 'not_known', detail }] : [];
}

/** Ending before the agreed notice has ended needs a reason, which the second person sees (B24). */
function exitErrors({ exitOverride }: UnbindWish, { exit }: Considered): readonly FieldError[] {
  if (!exit || exit.remainingDays === 0 || exitOverride) return [];
  const detail = `${exit.remainingDays} of ${exit.noticeDays} days of notice remain, until ${exit.noticeEnds}`;
  return [{ field: '/exitOverride', code: 'notice_running', detail }];
}

function unmetProblem({ preconditions }: Considered, language: Language): Problem | undefined {
  const unmet = preconditions.filter(blocks);
  if (unmet.length === 0) return undefined;
  return {
    kind: 'preconditions_unmet',
    params: { checks: unmet.map(({ name }) => name) },
    errors: unmet.map(({ name, result, found, remedy }) => ({
      field: name,
      code: result === 'unknown' ? 'not_known' : (found ?? 'not_met'),
      detail: remedy
        ? `${remedyText(remedy.text, language)} (${remedy.path}; ${remedy.document.title}, ${remedy.document.url}; ${remedy.owner})`
        : name,
    })),
  };
}
