import type * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { type Link, readLink } from '../../links/link.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import { ownerOf } from '../owner.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { checks } from '../preconditions/checks.ts';
import { isAsked, judge } from '../preconditions/judge.ts';
import type { Precondition, PreconditionName } from '../preconditions/precondition.ts';
import { factsOf, readReadiness, type UnbindReadiness } from '../readiness/readiness.ts';
import { periodsToRead } from '../readiness/settled-periods.ts';
import type { Distributor } from '../unbind.ts';
import { type ExitStanding, exitStanding } from './exit-notice.ts';
import type { PreviewWish } from './wish.ts';

/** A wish to unbind with all that is known about it. */
export type Considered = {
  readonly link: Link;
  readonly account: PartnerAccount;
  readonly site: SiteCapabilities;
  readonly reading: UnbindReadiness | undefined;
  /** The settled periods whose bills count; null where no call tells of bills. */
  readonly periods: readonly string[] | null;
  readonly preconditions: readonly Precondition[];
  /** Null: a direct customer. Undefined: nobody knows. */
  readonly secondLevel: z.infer<typeof Distributor>['secondLevel'] | null | undefined;
  readonly exit: ExitStanding | undefined;
  readonly at: Instant;
};

type Asker = { readonly org: string; readonly member: string };

/**
 * Looks at a wish by what was last read at the provider and by what the member says; calls nobody.
 * @returns `not_found`, `not_allowed_now` for a link that has ended, `invalid_input` for what can't be said
 */
export async function consider(
  deps: UnbindReadDeps,
  { org, member }: Asker,
  wish: PreviewWish,
): Promise<Result<Considered, Problem>> {
  const link = await readLink(deps.tables, org, wish.linkId);
  if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
  if (link.status !== 'active') return err({ kind: 'not_allowed_now', params: { status: link.status } });
  const [account, reading] = await Promise.all([
    readPartnerAccount(deps.tables, org, link.partnerAccount.id),
    readReadiness(deps.tables, org, link.id),
  ]);
  const site = deps.capabilitiesOf(link.partnerAccount.site);
  if (!account || !site)
    throw new InvariantBroken(`${link.id} has no partner account, or is of a site without an adapter`);
  const at = deps.clock.now();
  const errors = [...conditionErrors(site, wish), ...overrideErrors(site, wish), ...dateErrors(wish, at)];
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  const periods = periodsToRead(site, account, at, link.linkedAt);
  const said = {
    attested: wish.conditions.map((one) => ({ ...one, by: member, at })),
    overridden: wish.overrides.map((one) => ({ ...one, by: member, at })),
  };
  return ok({
    link,
    account,
    site,
    reading,
    periods,
    preconditions: judge(site, account, factsOf(reading, periods), said),
    secondLevel: ownerOf(account, reading, wish.secondLevel),
    exit: link.exitTerms && exitStanding(link.exitTerms, wish.noticeGivenOn, at),
    at,
  });
}

/** What somebody says about a check that the site does not ask for would be kept by nobody, so it is not taken. */
export function conditionErrors(
  site: SiteCapabilities,
  { conditions }: Pick<PreviewWish, 'conditions'>,
): readonly FieldError[] {
  return conditions.flatMap(({ check, found }, index) => {
    if (!isAsked(site, check)) return [notAsked(`/conditions/${index}/check`, check)];
    const { states } = checks[check];
    if (found === 'clear' || states.includes(found)) return [];
    const detail = `one of clear, ${states.join(', ')}`;
    return [{ field: `/conditions/${index}/found`, code: 'not_a_finding', detail }];
  });
}

export function overrideErrors(
  site: SiteCapabilities,
  { overrides }: Pick<PreviewWish, 'overrides'>,
): readonly FieldError[] {
  return overrides.flatMap(({ check }, index) => {
    const field = `/overrides/${index}/check`;
    if (!isAsked(site, check)) return [notAsked(field, check)];
    if (checks[check].strength === 'asked') return [];
    return [{ field, code: 'required', detail: `the provider insists on ${check}` }];
  });
}

function notAsked(field: string, check: PreconditionName): FieldError {
  return { field, code: 'not_asked_here', detail: `${check} is no condition at this site` };
}

function dateErrors({ noticeGivenOn }: PreviewWish, at: Instant): readonly FieldError[] {
  return noticeGivenOn !== undefined && noticeGivenOn > at.slice(0, 10)
    ? [{ field: '/noticeGivenOn', code: 'in_future', detail: 'today or before' }]
    : [];
}
