import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../../kernel/problems.ts';
import type { Finding, Wanted } from '../checks/finding.ts';
import { findings } from '../findings.ts';
import { type StandingStep, standingSteps } from '../guide/steps.ts';
import { lookThoroughly } from '../look.ts';
import { Scope } from '../relationship.ts';
import { errorsIn, trimmed, type WishDeps } from '../request-link.ts';
import { WishedCustomer } from '../wish.ts';
import type { DraftWish } from './draft.ts';

/** Where a draft stands on the guided path, with what was found about the steps that are open or done. */
export type Walked = { readonly steps: readonly StandingStep[]; readonly findings: readonly Finding[] };

/** Looks at everything that a draft says so far, without writing anything. */
export async function walk(deps: WishDeps, org: string, wish: DraftWish): Promise<Walked> {
  const given = givenIn(wish);
  // until an account is chosen there is nothing to look at
  const found = given.has('partnerAccountId') ? findings(await lookAtDraft(deps, org, wish)) : [];
  const standing = standingSteps(given, found);
  const reached = new Set(standing.filter(({ state }) => state !== 'locked').flatMap((step) => step.checks));
  return { steps: standing, findings: found.filter(({ check }) => reached.has(check)) };
}

async function lookAtDraft(deps: WishDeps, org: string, wish: DraftWish) {
  const { partnerAccountId, types = [], gathered = [], team, siteFields, terms, override, contact } = wish;
  const { values } = trimmed(wish.customer ?? {});
  const customer = { ...wish.customer, ...values };
  const scope = wish.scope ?? Scope.parse({});
  const wanted: Wanted = { types, scope, gathered, team, siteFields, terms, override, customer };
  const nameless = values.accountId === undefined && contact;
  const mailLock = nameless ? await deps.mailLock(nameless.email) : undefined;
  return lookThoroughly(deps, { org, partnerAccountId, wanted, mailLock });
}

/** The fields that are there and whole. */
function givenIn(wish: DraftWish): ReadonlySet<string> {
  const whole = Object.entries(wish).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const named = WishedCustomer.safeParse(wish.customer).success;
  return new Set(whole.filter((field) => field !== 'customer' || named));
}

/**
 * What is said of steps that are still locked, where that is new (R001): nobody gets past a step that does not hold, and
 * nobody loses what they had entered before a step ceased to hold.
 */
export function lockedErrors(
  before: DraftWish,
  after: DraftWish,
  { steps, findings: found }: Walked,
): readonly FieldError[] {
  const open = steps.find(({ state }) => state === 'open');
  const said = new Map(Object.entries(before));
  const entered = new Map(Object.entries(after));
  const locked = steps
    .filter(({ state }) => state === 'locked')
    .flatMap(({ name, fields }) => fields.map((field) => ({ name, field })));
  const early = locked.filter(({ field }) => !isDeepStrictEqual(said.get(field), entered.get(field)));
  if (!open || early.length === 0) return [];
  const why = open.missing.length > 0 ? ` (missing: ${open.missing.join(', ')})` : '';
  return [
    ...errorsIn(found),
    ...early.map(({ name, field }) => ({
      field: `/${field}`,
      code: 'step_locked',
      detail: `the step “${name}” opens when “${open.name}” holds${why}`,
    })),
  ];
}
