import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { type LinkRequest, parties } from '../../../functions/links/link-request.ts';
import { newRequest } from '../../../functions/links/new-request.ts';
import { isOutcome, type LinkRequestStatus, linkRequestMoves } from '../../../functions/links/request-status.ts';
import { type Transition, transition, type Wait } from '../../../functions/links/transition.ts';
import { readPolicy } from '../../../functions/parties/index.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

/** B14: every waiting minute is billed to a party. */
const kinds: Partial<Record<LinkRequestStatus, Wait['kind']>> = {
  awaiting_second_person: 'second_person',
  awaiting_customer: 'customer',
  awaiting_application: 'application',
  awaiting_reseller_review: 'review',
  awaiting_customer_remedy: 'remedy',
};

/** Which of the ways on is taken, who is waited for then, and after how many milliseconds by the clock of whoever moves. */
const walk = fc.array(
  fc.record({
    way: fc.nat({ max: 20 }),
    party: fc.constantFrom(...parties),
    passed: fc.integer({ min: -5000, max: 90 * 86_400_000 }),
  }),
  { maxLength: 25 },
);

test('B14: on any walk through the statuses the time of all parties adds up to the request’s age, to the millisecond', async () => {
  const desk = await foundedDesk();
  const policy = await readPolicy(desk.deps.tables, desk.org);
  const actor = { kind: 'desk', part: 'test' } as const;
  fc.assert(
    fc.property(walk, (steps) => {
      let record: LinkRequest = newRequest(desk.deps, desk.account, policy, {
        org: desk.org,
        createdBy: desk.operator,
        owner: desk.operator,
        origin: 'reseller',
        purpose: 'onboarding',
        types: ['billing'],
        scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
        gathered: [],
        team: 'onboarding',
        customer: { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
      });
      let now = Date.parse(record.createdAt);
      const billed = () => Object.values(record.spent).reduce((sum, time) => sum + time, 0);
      for (const { way, party, passed } of steps) {
        if (isOutcome(record.status)) break;
        const ways: readonly LinkRequestStatus[] = linkRequestMoves[record.status];
        const to = ways[way % ways.length] ?? 'failed';
        const kind = kinds[to];
        now += passed;
        const wait = kind && ({ kind, party, for: 'customer_acceptance', seconds: 60 } as const);
        const step: Transition = { to, actor, at: instant(now), ...(wait && { wait }) };
        const before = record;
        record = transition(record, step, desk.deps.newId).record;
        expect(billed()).toBe(Date.parse(record.spentUntil) - Date.parse(record.createdAt));
        const who = before.waitingOn?.party ?? 'desk';
        const others = ({ spent }: LinkRequest) => Object.entries(spent).filter(([one]) => one !== who);
        expect(others(record)).toEqual(others(before));
      }
    }),
    { numRuns: 300 },
  );
});
