import { type Instant, plusSeconds, secondsBetween } from '../../kernel/clock.ts';
import type { ExitTerms } from '../../links/relationship.ts';

const DAY_SECONDS = 86_400;

/** Where the agreed notice stands. Days are calendar days from the instant at which it was given, begun ones counted. */
export type ExitStanding = ExitTerms & { readonly noticeEnds: Instant; readonly remainingDays: number };

/**
 * How long the parties still have to wait by what they agreed at linking (B24).
 * @param givenOn when notice was given; where nobody says, it begins now
 */
export function exitStanding(terms: ExitTerms, givenOn: string | undefined, now: Instant): ExitStanding {
  const from = givenOn === undefined ? now : `${givenOn}T00:00:00.000Z`;
  const noticeEnds = plusSeconds(from, terms.noticeDays * DAY_SECONDS);
  const remainingDays = Math.max(0, Math.ceil(secondsBetween(now, noticeEnds) / DAY_SECONDS));
  return { ...terms, noticeEnds, remainingDays };
}
