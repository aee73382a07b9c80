import { idPrefixes } from '../../kernel/ids.ts';
import type { FieldError } from '../../kernel/problems.ts';
import { diagnoseIdentifier } from '../identifier.ts';
import { type Facts, type Finding, pass, unknown, withoutAccount, wrong } from './finding.ts';

const ID = '/customer/accountId';
const AGAIN = '/customer/accountIdAgain';

/** The customer: whether it is named well, is the one that is meant, and is free. */
export const customerChecks = (facts: Facts): readonly Finding[] => [
  identifier(facts),
  // what is recorded was typed twice before it was
  ...(facts.request ? [] : [identifierRepeated(facts)]),
  environment(facts),
  trustedRecord(facts),
  customerFree(facts),
  ...nearMiss(facts),
];

function identifier({ capabilities, wanted: { customer } }: Facts): Finding {
  const check = 'identifier';
  if (!capabilities) return withoutAccount(check);
  const { accountId, accountIdAgain } = customer;
  if (accountId === undefined && accountIdAgain === undefined)
    return withoutIdentifier(check, { capabilities, customer });
  const format = capabilities.identifiers.account_id;
  const ask = 'Ask the customer to copy it from the account page.';
  if (accountId === undefined) return wrong(check, [missing(ID, 'the identifier is given the second time only')], ask);
  const error = format && diagnoseIdentifier(ID, accountId, format);
  if (error) return wrong(check, [error], ask);
  return pass(check, 'has the form of an account identifier of this site');
}

/** Where the provider invites by mail, the identifier may be learned from the application (R146). */
function withoutIdentifier(
  check: 'identifier',
  {
    capabilities,
    customer,
  }: { capabilities: NonNullable<Facts['capabilities']>; customer: Facts['wanted']['customer'] },
): Finding {
  if (capabilities.askedBefore.includes('account_id')) {
    const error = { field: ID, code: 'empty', detail: 'this site names the account when it invites: it is needed' };
    return wrong(check, [error], 'Ask the customer to copy it from the account page.');
  }
  if (customer.country === undefined) {
    const detail = 'without an account identifier the customer’s country is needed';
    const error = { field: '/customer/country', code: 'country_needed', detail };
    return wrong(check, [error], 'Give the country, or the identifier twice.');
  }
  return pass(check, 'the provider invites by mail; the identifier is learned from the application');
}

function identifierRepeated({ wanted: { customer } }: Facts): Finding {
  const check = 'identifier_repeated';
  const { accountId, accountIdAgain } = customer;
  if (accountId === accountIdAgain)
    return pass(check, accountId === undefined ? 'there is none to repeat' : 'typed the same twice');
  if (accountId === undefined)
    return unknown(check, 'there is nothing to compare it with', 'Give the identifier twice.');
  const error =
    accountIdAgain === undefined
      ? missing(AGAIN, 'type the identifier a second time')
      : { field: AGAIN, code: 'differs', detail: 'this is not the same identifier as the first one' };
  return wrong(check, [error], 'Compare both with what the customer sent.');
}

function missing(field: string, detail: string): FieldError {
  return { field, code: 'missing', detail };
}

/** Customers of the sandbox and of production never mix (R012); what our own records say of it is `trusted_record`. */
function environment({ account, lock }: Facts): Finding {
  const check = 'environment';
  if (!account) return withoutAccount(check);
  if (!lock || lock.environment === account.environment)
    return pass(check, `nothing says that it is not a ${account.environment} customer`);
  return {
    check,
    result: 'fail',
    because: `this customer was seen in the ${lock.environment} environment`,
    next: `Use a ${lock.environment} partner account.`,
  };
}

/** What the reseller's own records say of the customer (R011). */
function trustedRecord({ compared, wanted: { override }, request }: Facts): Finding {
  const check = 'trusted_record';
  const nothing = override && !request ? overrideOfNothing : undefined;
  if (!compared)
    return nothing ?? unknown(check, 'nothing to compare with your customer records yet', 'Name the customer.');
  const { result, because, code, overridable } = compared;
  if (result === 'match') return nothing ?? pass(check, because);
  if (result === 'no_record')
    return nothing ?? unknown(check, because, 'Import the customer, or compare by other means.');
  if (overridable && override && (override.code === undefined || override.code === code))
    return {
      check,
      result: 'warn',
      because: `${because}; overridden: ${override.reason}`,
      next: 'A second person has to agree.',
    };
  return wrong(
    check,
    [{ field: pointerOf(compared), code, detail: because }],
    overridable
      ? 'Correct what was typed or the record; or go on by an override with its reason.'
      : 'Correct what was typed, or import what is true: no reason overrides this.',
  );
}

const overrideOfNothing: Finding = wrong(
  'trusted_record',
  [{ field: '/override', code: 'nothing_to_override', detail: 'your customer record does not say otherwise' }],
  'Leave the override out.',
);

function pointerOf({ field }: NonNullable<Facts['compared']>): string {
  return field === 'environment' || field === undefined ? '/partnerAccountId' : `/customer/${field}`;
}

function customerFree({ lock, request, changes }: Facts): Finding {
  const check = 'customer_free';
  const link = lock?.link === changes ? undefined : lock?.link;
  const open = lock?.request === request ? undefined : lock?.request;
  const holder = link ?? open;
  if (!holder) return pass(check, 'no open request and no link of yours holds this customer');
  const { update, next } = wayOn(holder);
  return { check, result: 'fail', because: `held by ${holder}`, next, holder, update };
}

/** Where to go on with whoever holds a customer (R021): a link is changed, a request is followed. */
export function wayOn(holder: string): { readonly update: string; readonly next: string } {
  const isLink = holder.startsWith(idPrefixes.link);
  const update = isLink ? `/v1/links/${holder}/changes` : `/v1/link-requests/${holder}`;
  const next = isLink ? `Change that link: POST ${update}.` : `Follow that request: GET ${update}.`;
  return { update, next };
}

/** Nothing is refused for it, but somebody else has to look (B15). */
function nearMiss({ nearMisses }: Facts): readonly Finding[] {
  const check = 'near_miss';
  if (!nearMisses) return [];
  if (nearMisses.length === 0) return [pass(check, 'no customer of yours is one slip away')];
  return [
    {
      check,
      result: 'warn',
      because: `one slip away from ${nearMisses.join(', ')}, which you know as another customer`,
      next: 'Compare once more with what the customer sent; a second person has to agree.',
      nearMisses,
    },
  ];
}
