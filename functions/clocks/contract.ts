import * as z from 'zod';
import { PageQuery } from '../kernel/paging.ts';
import { may } from '../links/guards.ts';
import { operations } from '../platform/contract.ts';
import { Clock, ClockParty } from './clock.ts';
import * as examples from './examples.ts';

const DAY = 86_400;

/** The clock board: the group `clocks-read`. */
export const clockOperations = operations({
  listClocks: {
    route: 'GET /v1/clocks',
    group: 'clocks-read',
    access: may.read,
    summary: 'List every open deadline, soonest first',
    description:
      'Of link requests, links and unbinds: those that the desk lets run out by your policy, and those of the provider, which decides by itself. Each has an owner, and says who is told of it next. Overdue ones come first. Only a page without a cursor is the last.',
    query: PageQuery.extend({
      owner: z.string().max(60).optional().describe('the member, or the team, that answers for it'),
      party: ClockParty.optional().describe('whose turn it is'),
      within: z.coerce
        .number()
        .int()
        .min(0)
        .max(400 * DAY)
        .optional()
        .describe('those that end within so many seconds from now (604800 is a week), and those that are overdue'),
    }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(Clock),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.reviewClock, examples.tailClock] },
      },
    },
    problems: [],
  },
});
