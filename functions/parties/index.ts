/** What other slices may see of organisations, partner accounts, members and policies. */

export { Action, action } from './action.ts';
export { type Decider, deciderRefusal, mayDecideAloneFrom } from './deciding.ts';
export { foundOrganisation } from './found-organisation.ts';
export { readMember } from './member.ts';
export { membersWith } from './members-with.ts';
export { readOrganisation } from './organisation.ts';
export { PartnerAccount, readPartnerAccount, TimeZone } from './partner-account.ts';
export { partnerAccountsOf } from './partner-accounts-of.ts';
export { defaultTerms, Policy, PolicyTerms, readPolicy } from './policy.ts';
