import type { Instant } from '../../kernel/clock.ts';
import type { FieldError } from '../../kernel/problems.ts';
import type { PartnerAccount, Policy } from '../../parties/index.ts';
import type { RelationshipType, SiteCapabilities } from '../../providers/provider.ts';
import type { CustomerLock } from '../customer-lock.ts';
import type { Scope, SpendingTerms } from '../relationship.ts';

/** What is looked at before anything goes out, in the order in which the guided path comes to it. */
export const checks = [
  'partner_account',
  'site',
  'programme',
  'relationship',
  'relationship_policy',
  'identifier',
  'identifier_repeated',
  'environment',
  'trusted_record',
  'customer_free',
  'near_miss',
  'site_fields',
  'prerequisites',
  'account_region',
  'billing_arrangement',
  'customer_documents',
  'customer_eligible',
  'scope',
  'scope_policy',
  'spending_terms',
  'team',
] as const;
export type Check = (typeof checks)[number];

/** `warn` bars nothing, but a second person has to agree. `unknown` is what nobody can tell yet: said, never guessed. */
export const results = ['pass', 'warn', 'fail', 'unknown'] as const;

export type Finding = {
  readonly check: Check;
  readonly result: (typeof results)[number];
  readonly because: string;
  /** What to do next about a check that did not pass. */
  readonly next?: string;
  /** The fields of the request that have to change, where that is what has to. */
  readonly errors?: readonly FieldError[];
  /** Who holds the customer, when it is not free, and where to go on with that one. */
  readonly holder?: string;
  readonly update?: string;
  /** Identifiers of customers that are one slip away from the one typed. */
  readonly nearMisses?: readonly string[];
};

/** What is asked for, as far as the checks look at it; a draft may not say all of it yet. */
export type Wanted = {
  readonly types: readonly RelationshipType[];
  readonly scope: Scope;
  readonly gathered: readonly string[];
  readonly team?: string | undefined;
  /** Fields that only this site asks for, by the provider's names. */
  readonly siteFields?: Readonly<Record<string, string>> | undefined;
  readonly terms?: SpendingTerms | undefined;
  readonly customer: {
    readonly accountId?: string | undefined;
    readonly accountIdAgain?: string | undefined;
    readonly name?: string | undefined;
    readonly reference?: string | undefined;
    readonly country?: string | undefined;
  };
  /** Why to go on although the trusted record says otherwise; the code of what it was, once it is recorded. */
  readonly override?: { readonly reason: string; readonly code?: string } | undefined;
};

/** How what was typed stands to the reseller's own record, and whether a reason is enough to go on all the same. */
export type RecordCompared = {
  readonly result: 'match' | 'no_record' | 'mismatch';
  readonly because: string;
  readonly code: string;
  readonly field?: 'accountId' | 'name' | 'reference' | 'environment';
  readonly overridable: boolean;
};

/** Everything that the checks look at, read beforehand: the checks themselves are pure and all of them are answered. */
export type Facts = {
  readonly wanted: Wanted;
  readonly now: Instant;
  readonly account: PartnerAccount | undefined;
  readonly capabilities: SiteCapabilities | undefined;
  /** The policy that the request is pinned to, or will be. */
  readonly policy: Policy;
  readonly lock: CustomerLock | undefined;
  /** Undefined while there is nothing to compare. */
  readonly compared: RecordCompared | undefined;
  /** Undefined where nobody looked. */
  readonly nearMisses: readonly string[] | undefined;
  /** The recorded request being checked again, and the link that it changes: neither stands in its own way. */
  readonly request?: string;
  readonly changes?: string;
};

export function pass(check: Check, because: string): Finding {
  return { check, result: 'pass', because };
}

export function unknown(check: Check, because: string, next?: string): Finding {
  return { check, result: 'unknown', because, ...(next && { next }) };
}

/** A check that fails by fields of the request. */
export function wrong(check: Check, errors: readonly FieldError[], next: string): Finding {
  return { check, result: 'fail', because: errors.map(({ detail }) => detail).join('; '), next, errors };
}

/** Until a partner account is chosen, nothing of its site can be said. */
export function withoutAccount(check: Check): Finding {
  return unknown(check, 'depends on the partner account', 'Choose one of your partner accounts.');
}
