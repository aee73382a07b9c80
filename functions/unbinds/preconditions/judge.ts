import type { Instant } from '../../kernel/clock.ts';
import type { Id } from '../../kernel/ids.ts';
import { type AccountStanding, modeOf } from '../../providers/capabilities.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import type { UnbindConditionRow } from '../../providers/unbinding.ts';
import type { Facts, Finding } from './check.ts';
import { checks } from './checks.ts';
import { type Precondition, type PreconditionName, preconditionNames } from './precondition.ts';
import { remedyKey } from './remedy-texts.ts';

/** What a member says to have found where no machine tells, and where it was looked up. `clear`: all is well. */
export type Attested = {
  readonly check: PreconditionName;
  readonly found: string;
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
  /** Files that prove it; none as yet where it has only just been said. */
  readonly evidence?: readonly Id<'evidence'>[];
};

/** Why somebody wants to go on although a precondition that is only asked for is not met. */
export type Overridden = {
  readonly check: PreconditionName;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
};

export type Said = { readonly attested: readonly Attested[]; readonly overridden: readonly Overridden[] };

/**
 * Every precondition that the site asks for, as it stands by what was read and what was said. What a machine reads counts, not
 * what somebody says about the same; what nobody knows blocks until somebody attests it. Pure.
 */
export function judge(site: SiteCapabilities, account: AccountStanding, facts: Facts, said: Said): Precondition[] {
  return preconditionNames.flatMap((name) => {
    const check = checks[name];
    const row = site.unbind.conditions[check.condition];
    if (!row) return [];
    const finding = check.look(facts);
    const attested = said.attested.findLast((one) => one.check === name);
    const judged = finding ? byMachine(name, finding) : attested ? byWord(name, attested) : unknown(name);
    const { state, ...shown } = judged;
    const overridden = said.overridden.findLast((one) => one.check === name);
    return {
      ...shown,
      strength: check.strength,
      ...(shown.result !== 'pass' && { remedy: remedyOf(site, account, { name, row, state }) }),
      ...(overridden &&
        check.strength === 'asked' &&
        shown.result !== 'pass' && { overridden: withoutCheck(overridden) }),
    };
  });
}

/** What was said about the preconditions of a case, to be judged anew. */
export function saidOf(preconditions: readonly Precondition[]): Said {
  return {
    attested: preconditions.flatMap(({ name, attested, found }) =>
      attested ? [{ check: name, ...attested, note: attested.note ?? '', found: found ?? '' }] : [],
    ),
    overridden: preconditions.flatMap(({ name, overridden }) => (overridden ? [{ check: name, ...overridden }] : [])),
  };
}

/** Whether the site asks for it at all: what its table has no row of, nobody looks up. */
export function isAsked(site: SiteCapabilities, name: PreconditionName): boolean {
  return site.unbind.conditions[checks[name].condition] !== undefined;
}

/** Whether a call tells it at this site for this account; what is left somebody has to look up. */
export function isReadable(site: SiteCapabilities, account: AccountStanding, name: PreconditionName): boolean {
  const readBy = site.unbind.conditions[checks[name].condition]?.readBy ?? null;
  return readBy !== null && modeOf(readBy, site, account) === 'api';
}

type Judged = Pick<Precondition, 'name' | 'mode' | 'result' | 'found' | 'attested' | 'at'> & { readonly state: string };

function byMachine(name: PreconditionName, { result, found, state, at }: Finding): Judged {
  return { name, mode: 'machine', result, found, at, state: state ?? 'clear' };
}

function byWord(name: PreconditionName, { found, by, at, note, evidence = [] }: Attested): Judged {
  const attested = { by, at, evidence: [...evidence], note };
  const result = found === 'clear' ? 'pass' : 'fail';
  return { name, mode: 'attested', result, found, attested, at, state: found };
}

function unknown(name: PreconditionName): Judged {
  return { name, mode: 'unknown', result: 'unknown', state: 'unknown' };
}

type Wrong = { readonly name: PreconditionName; readonly row: UnbindConditionRow; readonly state: string };

function remedyOf(site: SiteCapabilities, account: AccountStanding, { name, row, state }: Wrong) {
  const { path, document, owner, mendedBy } = row;
  const text = remedyKey(name, state);
  const action =
    mendedBy && state !== 'unknown' && modeOf(mendedBy, site, account) === 'api' ? actions[mendedBy] : null;
  return { text, path, document, owner, ...(action && { action }) };
}

const actions = { allocateCredit: 'allocate_credit', unfreeze: 'unfreeze' } as const;

function withoutCheck({ check: _check, ...overridden }: Overridden) {
  return overridden;
}
