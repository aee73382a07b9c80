/** What other slices may see of organisations, partner accounts, members and policies. */

export { Action, action } from './action.ts';
export { type Founding, foundOrganisation } from './found-organisation.ts';
export { type Member, readMember, readPerson } from './member.ts';
export { type Organisation, readOrganisation } from './organisation.ts';
export { PartnerAccount, readPartnerAccount, TimeZone } from './partner-account.ts';
export { defaultTerms, findPolicy, Policy, PolicyTerms, readPolicy } from './policy.ts';
