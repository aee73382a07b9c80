import type { Instant } from '../kernel/clock.ts';
import type { Decision, Question } from './decision.ts';
import { isVoid, type OneTimeLink } from './one-time-link.ts';

/** Why a one-time link leads to no question that can be answered, by the code that its page shows (R031). */
export const linkRefusals = ['link_unknown', 'link_expired', 'link_used', 'link_superseded', 'link_withdrawn'] as const;
export type LinkRefusal = (typeof linkRefusals)[number];

/** Where a link leads now. What is void stays void, whatever has become of its question. */
export type LinkStanding =
  | { readonly kind: 'open'; readonly decision: Decision; readonly question: Question }
  | { readonly kind: 'decided'; readonly decision: Decision; readonly question: Question }
  | { readonly kind: Exclude<LinkRefusal, 'link_used'>; readonly question?: Question };

export function standingOf(link: OneTimeLink, decision: Decision | undefined, at: Instant): LinkStanding {
  const question = decision?.question;
  if (!question) return { kind: 'link_unknown' };
  if (isVoid(link, decision)) return { kind: 'link_superseded', question };
  switch (decision.status) {
    case 'open':
      return decision.expiresAt <= at ? { kind: 'link_expired', question } : { kind: 'open', decision, question };
    case 'decided':
      return { kind: 'decided', decision, question };
    case 'expired':
      return { kind: 'link_expired', question };
    case 'closed':
      return { kind: 'link_withdrawn', question };
  }
}
