import type { RemedyCode } from '../providers/failure.ts';
import type { waits } from './link-request.ts';

type Mending = { readonly text: string; readonly for: (typeof waits)[number] };

/** What the customer has to mend in its account before the provider takes it, by the code of the provider port (R147). */
const remedies: Readonly<Record<RemedyCode, Mending>> = {
  leave_organization: {
    text: 'The account belongs to a group of accounts. The customer has to leave the group, or dissolve it, in the provider’s console.',
    for: 'customer_account',
  },
  leave_savings_plan: {
    text: 'The account has a savings plan, or shares one. The customer has to let it end, or leave the shared unit, before it can be linked.',
    for: 'customer_account',
  },
  settle_balance: {
    text: 'The account’s balance is not above zero. The customer has to pay in what is due.',
    for: 'customer_account',
  },
  verify_identity: {
    text: 'The account’s identity is not verified as a company’s. The customer has to complete the verification with its documents.',
    for: 'customer_documents',
  },
};

/** What is waited for, in our words; for a code that is not known, the provider's own words say it. */
export function remedyOf(code: string): Mending {
  const known = Object.entries(remedies).find(([name]) => name === code)?.[1];
  return known ?? { text: 'The customer has to mend its account as the provider says.', for: 'customer_account' };
}
