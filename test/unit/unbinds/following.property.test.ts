import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decisionKey } from '../../../functions/decisions/decision.ts';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { ok } from '../../../functions/kernel/result.ts';
import { waitingRef } from '../../../functions/sequence/sequence.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { changeUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { act, type OwnMove } from '../../../functions/unbinds/course.ts';
import { type Fact, factKinds } from '../../../functions/unbinds/fact.ts';
import { followCourse } from '../../../functions/unbinds/follow-course.ts';
import { observeFacts } from '../../../functions/unbinds/observe-facts.ts';
import { isFinal, isUnbindOutcome } from '../../../functions/unbinds/status.ts';
import { waitingStatuses } from '../../../functions/unbinds/waits.ts';
import { type UnbindDesk, unbindDesk } from '../../support/unbind-desk.ts';

type Event = { readonly move: OwnMove } | { readonly seen: Pick<Fact, 'kind' | 'observedBy'> };

const moves: readonly OwnMove[] = [
  { kind: 'checked', ready: true },
  { kind: 'checked', ready: false },
  { kind: 'mended' },
  { kind: 'agreed' },
  { kind: 'declined' },
  { kind: 'acknowledged' },
  { kind: 'reviewed', verdict: 'approve' },
  { kind: 'cancelled' },
  { kind: 'resumed' },
  { kind: 'time_over' },
];
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.constantFrom(...moves).map((move) => ({ move })),
  fc
    .record({ kind: fc.constantFrom(...factKinds), observedBy: fc.constantFrom('api', 'operator', 'customer') })
    .map((seen) => ({ seen }) as const),
);
const begins = fc.record({
  origin: fc.constantFrom('reseller' as const, 'customer' as const),
  distributorReviews: fc.boolean(),
  cardKnown: fc.boolean(),
});

/** Takes an event into the stored case, without a machine; a move that is not possible changes nothing. */
async function take(desk: UnbindDesk, id: string, event: Event): Promise<Fact | undefined> {
  const { deps, org, operator } = desk;
  const at = deps.clock.now();
  const actor = { kind: 'member', id: operator } as const;
  if ('seen' in event) {
    const fact: Fact = { ...event.seen, at, seenAt: at };
    const seen = await observeFacts(deps, desk.unbind(id), { actor, at, facts: [fact] });
    if (!seen.ok) throw new Error(JSON.stringify(seen.error));
    return fact;
  }
  const done = await changeUnbind(deps, org, id, ({ record, decision }) => {
    const course = act(record, event.move);
    if (!course.ok) return ok({ intents: [], value: undefined });
    const moved = followCourse(record, decision, course.value, { actor, at }, deps.newId);
    return ok({ intents: moved.intents, value: undefined });
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return undefined;
}

/** How the case must stand in the tables after whatever has happened. */
async function stands(desk: UnbindDesk, id: string) {
  const record = desk.unbind(id);
  const { status, waitingOn } = record;
  const isWaiting = waitingStatuses.includes(status);
  expect([status, waitingOn !== undefined]).toEqual([status, isWaiting]);
  const ref = waitingRef(record);
  const asked = ref && decisionKey(ref);
  const question = asked && desk.tables.items('desk', asked.pk).find((item) => item.sk === asked.sk);
  expect(question?.['status']).toBe(ref && 'open');
  const open = desk.tables
    .items('desk', decisionKey({ org: desk.org, subject: id, kind: 'card', round: 1 }).pk)
    .filter((item) => item.sk.startsWith('DECISION#') && item['status'] === 'open');
  expect(open).toHaveLength(isWaiting ? 1 : 0);
  const lock = await desk.lockOf(record);
  expect(lock?.unbind).toBe(isUnbindOutcome(status) ? undefined : id);
  expect(record.endedAt !== undefined).toBe(isUnbindOutcome(status));
  expect(record.execution).toBe(`${id}-${record.attempt}`);
  return record;
}

test('R140: over any sequence the stored case keeps every fact, waits for one open question or nobody, and is reopened under a new execution', async () => {
  const desk = await unbindDesk();
  await fc.assert(
    fc.asyncProperty(begins, fc.array(event, { minLength: 1, maxLength: 14 }), async (more, events) => {
      const start = more.origin === 'customer' ? { origin: more.origin } : more;
      const id = await desk.startUnbind({ ...start, preconditions: [] });
      let before = await stands(desk, id);
      for (const event of events) {
        desk.time.now = Date.parse(plusSeconds(desk.now(), 60));
        const fact = await take(desk, id, event);
        const after = await stands(desk, id);
        const last = before.facts.findLast(({ observedBy }) => observedBy === fact?.observedBy);
        const isNew = fact !== undefined && last?.kind !== fact.kind;
        expect(after.facts).toEqual(isNew ? [...before.facts, fact] : before.facts);
        const reopened = isUnbindOutcome(before.status) && !isUnbindOutcome(after.status);
        expect(after.attempt).toBe(before.attempt + (reopened ? 1 : 0));
        expect(after.status).toBe(isFinal(before.status) ? before.status : after.status);
        before = after;
      }
      const seqs = desk.tables.items('timeline', recordKey(desk.org, id).pk);
      expect(seqs.map((item) => item['seq'])).toEqual(seqs.map((_, position) => position + 1));
    }),
    { numRuns: 150 },
  );
}, 60_000);
