import type { LinkRequestView } from '../../functions/links/view.ts';
import type { PolicyTerms } from '../../functions/parties/index.ts';
import { quickTerms } from '../support/desk.ts';
import type { Followed } from './follow.ts';
import type { Refusal } from './sites.ts';

/** What the request must say of itself at its end, besides what its way implies. */
export type Ending = {
  readonly group: LinkRequestView['group'];
  readonly flags: readonly string[];
  readonly reason?: string;
  readonly failure?: { readonly stage: string; readonly code: string; readonly raw?: Refusal };
  /** Invitations and decisions that the provider was asked for. */
  readonly effects: readonly string[];
  /** The account that is linked in the end, where it is not the one that was asked for. */
  readonly linkedAs?: string;
  /** The application still waits at the provider, so a person is asked about it in a request of its own. */
  readonly leavesApplication?: true;
};

/** One way for a link request to end, on any site. */
export type Scenario = {
  /** What the reseller's policy says, where the usual windows do not fit. */
  readonly terms?: PolicyTerms;
  /** Makes the request and brings about its end; answers what must then be so. */
  readonly play: (followed: Followed) => Promise<Ending>;
  /** Puts right what would hinder another request for the same customer. */
  readonly mend?: (followed: Followed) => Promise<void>;
};

export const ended = { group: 'failed', flags: [], effects: [] } as const;
export const hasty = (windows: Partial<PolicyTerms['windows']>): PolicyTerms => ({
  ...quickTerms,
  windows: { ...quickTerms.windows, ...windows },
});

/** A policy by which every link needs a second person. */
export const byTwo: PolicyTerms = { ...quickTerms, secondPerson: { for: ['billing'], coolOffSeconds: 600 } };

/** A policy by which the provider is looked at every few seconds, also when nobody waits. */
export const watchful: PolicyTerms = { ...quickTerms, poll: { firstSeconds: 1, maxSeconds: 5 } };
