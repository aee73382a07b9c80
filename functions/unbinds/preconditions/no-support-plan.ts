import { type Check, nothingTells } from './check.ts';

/** No support plan runs: neither the partner’s, nor the provider’s, nor one of a member that the account pays for. */
export const noSupportPlan: Check = {
  name: 'no_support_plan',
  condition: 'support_plan',
  strength: 'required',
  states: ['partner', 'service', 'member'],
  look: nothingTells,
};
