import * as z from 'zod';
import { type Instant, Instant as InstantText, secondsBetween } from '../../kernel/clock.ts';

/** Since when a customer is missing at the provider; empty when it was seen there again. */
export const Absence = z.object({
  /** The first look in an unbroken row that showed it missing while a customer known to be there was shown. */
  first: InstantText.optional(),
  /** The look that was far enough from the first to count: from then on it is certain that it has left. */
  confirmed: InstantText.optional(),
});
export type Absence = z.infer<typeof Absence>;

/**
 * What a look showed of a customer. `gone` takes a complete list without it, no answer for it, and an answer for another
 * customer that is known to be ours; without such a one it is `no_control`, since a key that has lost its rights shows
 * the same. `incomplete`: the list changed while it was
 * read.
 */
export const presences = ['listed', 'gone', 'no_control', 'incomplete'] as const;
export type Presence = (typeof presences)[number];

/**
 * Takes a look in. Absence is certain when two looks that are `apart` seconds from each other showed it, and none
 * between them showed the customer. It does not tell where the customer has gone.
 */
export function afterLook(before: Absence | undefined, presence: Presence, at: Instant, apart: number): Absence {
  switch (presence) {
    case 'listed':
      return {};
    case 'no_control':
    case 'incomplete':
      return before ?? {};
    case 'gone': {
      const first = before?.first ?? at;
      const confirmed = before?.confirmed ?? (secondsBetween(first, at) >= apart ? at : undefined);
      return { first, ...(confirmed && { confirmed }) };
    }
  }
}

/**
 * How far apart the two looks have to be, in seconds: by policy, and never less than the site asks for. Time at a
 * simulated provider runs as a test or a walk has it run, so there the policy alone decides.
 */
export function secondsApart(policy: number, { absenceHours }: { absenceHours: number }, simulated: boolean): number {
  return simulated ? policy : Math.max(policy, absenceHours * 3600);
}
