import type { FieldError } from '../kernel/problems.ts';
import type { PartnerAccount } from '../parties/index.ts';
import { modeOf } from '../providers/capabilities.ts';
import type { SiteCapabilities } from '../providers/provider.ts';
import type { CustomerLock } from './customer-lock.ts';
import { diagnoseIdentifier } from './identifier.ts';

/** What is looked at before anything goes out. */
export type Check =
  | 'partner_account'
  | 'site'
  | 'identifier'
  | 'identifier_repeated'
  | 'customer_free'
  | 'environment'
  | 'customer_eligible';

/** `unknown` is what a provider can't tell before the customer has applied; it is said, never guessed. */
export type Finding = {
  readonly check: Check;
  readonly result: 'pass' | 'fail' | 'unknown';
  readonly because: string;
  /** What to do next about a check that did not pass. */
  readonly next?: string;
  /** Present when a field of the request is what has to change. */
  readonly error?: FieldError;
  /** Who holds the customer, when it is not free. */
  readonly holder?: string;
};

/** Everything that the checks look at, read beforehand: the checks themselves are pure and all of them are answered. */
export type Facts = {
  readonly account: PartnerAccount | undefined;
  readonly capabilities: SiteCapabilities | undefined;
  readonly lock: CustomerLock | undefined;
  readonly accountId: string;
  readonly accountIdAgain: string;
  /** The request being checked, when it holds the lock itself. */
  readonly request?: string;
};

const NAME = '/customer/accountId';

/** All findings together, not only the first that fails. */
export function findings(facts: Facts): readonly Finding[] {
  return [
    partnerAccount(facts),
    site(facts),
    identifier(facts),
    identifierRepeated(facts),
    environment(facts),
    customerFree(facts),
    eligible(facts),
  ];
}

function partnerAccount({ account }: Facts): Finding {
  const check = 'partner_account';
  if (!account) {
    const error = {
      field: '/partnerAccountId',
      code: 'unknown_partner_account',
      detail: 'your organisation has no such partner account',
    };
    return { check, result: 'fail', because: error.detail, next: 'Choose one of your partner accounts.', error };
  }
  if (account.status !== 'active') {
    const error = {
      field: '/partnerAccountId',
      code: 'partner_account_paused',
      detail: `this partner account is paused: ${account.statusReason ?? 'no reason given'}`,
    };
    return { check, result: 'fail', because: error.detail, next: 'An admin can resume it.', error };
  }
  return { check, result: 'pass', because: `${account.name} is active` };
}

function site({ account, capabilities }: Facts): Finding {
  const check = 'site';
  if (!account) return { check, result: 'unknown', because: 'depends on the partner account' };
  if (!capabilities || modeOf('invite', capabilities, account) !== 'api') {
    const error = {
      field: '/partnerAccountId',
      code: 'site_without_linking',
      detail: `the desk can not invite customers at ${account.site} by itself`,
    };
    return {
      check,
      result: 'fail',
      because: error.detail,
      next: 'Link this customer in the provider’s console.',
      error,
    };
  }
  return { check, result: 'pass', because: `invitations at ${account.site} go out through the provider’s API` };
}

function identifier({ capabilities, accountId }: Facts): Finding {
  const check = 'identifier';
  const format = capabilities?.identifiers.account_id;
  if (!format) return { check, result: 'unknown', because: 'depends on the partner account' };
  const error = diagnoseIdentifier(NAME, accountId, format);
  if (error)
    return {
      check,
      result: 'fail',
      because: error.detail,
      next: 'Ask the customer to copy it from the account page.',
      error,
    };
  return { check, result: 'pass', because: 'has the form of an account identifier of this site' };
}

function identifierRepeated({ accountId, accountIdAgain }: Facts): Finding {
  const check = 'identifier_repeated';
  if (accountId === accountIdAgain) return { check, result: 'pass', because: 'typed the same twice' };
  const error = {
    field: '/customer/accountIdAgain',
    code: 'differs',
    detail: 'this is not the same identifier as the first one',
  };
  return { check, result: 'fail', because: error.detail, next: 'Compare both with what the customer sent.', error };
}

function environment({ account, lock }: Facts): Finding {
  const check = 'environment';
  if (!account) return { check, result: 'unknown', because: 'depends on the partner account' };
  if (lock && lock.environment !== account.environment) {
    return {
      check,
      result: 'fail',
      because: `this customer was seen in the ${lock.environment} environment`,
      next: `Use a ${lock.environment} partner account.`,
    };
  }
  return { check, result: 'pass', because: `nothing says that it is not a ${account.environment} customer` };
}

function customerFree({ lock, request }: Facts): Finding {
  const check = 'customer_free';
  const holder = lock?.link ?? lock?.request;
  if (!holder || holder === request)
    return { check, result: 'pass', because: 'no open request and no link of yours holds this customer' };
  return { check, result: 'fail', because: `held by ${holder}`, next: 'Follow that one instead.', holder };
}

/** No provider tells this of an account that is not yet a customer. */
function eligible({ account }: Facts): Finding {
  return {
    check: 'customer_eligible',
    result: 'unknown',
    because: account
      ? 'the provider judges the customer’s account only once it has applied'
      : 'depends on the partner account',
    next: 'If the provider refuses, the request says what the customer has to mend.',
  };
}
