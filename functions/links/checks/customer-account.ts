import { type Facts, type Finding, unknown, withoutAccount } from './finding.ts';

/**
 * The customer's account at the provider. What can be told of it before the customer has applied is told by its
 * identifier and by our own links; the rest is said to be unknown and comes back with the provider's answer.
 */
export const customerAccountChecks = (facts: Facts): readonly Finding[] => [
  region(facts),
  billing(facts),
  documents(facts),
  eligible(facts),
];

/** An identifier of another site or of a sub-account fails by its form; the contract's countries no site of ours tells. */
function region({ account, wanted: { customer } }: Facts): Finding {
  const check = 'account_region';
  if (!account) return withoutAccount(check);
  const { country } = customer;
  return unknown(
    check,
    `whether your contract at ${account.site} covers ${country ?? 'the customer’s country'}, the provider says when the customer has applied`,
    'Ask your channel manager when in doubt.',
  );
}

/** Who pays now (R041): we know it of our own customers. */
function billing({ account, lock, changes }: Facts): Finding {
  const check = 'billing_arrangement';
  if (!account) return withoutAccount(check);
  const link = lock?.link;
  if (link && link !== changes)
    return {
      check,
      result: 'fail',
      because: `the bills of this account go through your link ${link} already`,
      next: 'Change that link, or unbind it first.',
      holder: link,
    };
  return unknown(
    check,
    'whether somebody else pays for this account, the provider says when the customer has applied',
    'Ask the customer whether another reseller bills them; they would have to leave it first.',
  );
}

/** How far the customer's own verification is (R042). */
function documents({ account }: Facts): Finding {
  const check = 'customer_documents';
  if (!account) return withoutAccount(check);
  return unknown(
    check,
    'whether the customer’s identity is verified shows when it has applied',
    'Have the customer look at its verification page; missing documents are what the request then waits for.',
  );
}

/** No provider tells this of an account that is not yet a customer. */
function eligible({ account }: Facts): Finding {
  const check = 'customer_eligible';
  if (!account) return withoutAccount(check);
  return unknown(
    check,
    'the provider judges the customer’s account only once it has applied',
    'If the provider refuses, the request says what the customer has to mend.',
  );
}
