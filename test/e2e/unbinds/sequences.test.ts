import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { waitingRef } from '../../../functions/sequence/sequence.ts';
import { recordKey, timelineEntryShape } from '../../../functions/timeline/index.ts';
import { isUnbindOutcome, UnbindStatus, unbindMoves } from '../../../functions/unbinds/status.ts';
import type { Unbind } from '../../../functions/unbinds/unbind.ts';
import { type Desk, sharedDesk } from '../../support/desk.ts';
import { heldToken } from '../../support/desk-faults.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { rules, type Step, sequences, starts } from '../../support/unbind-sequences.ts';
import { type Begun, beginSequence, playSequence } from './play-sequence.ts';
import { quickUnbindTerms, type Unbinding, unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

/** From the generator of the ten thousand, with a fixed seed, those that get somewhere. */
const long = sequences.filter(({ length }) => length >= 10);
const drawn = fc.sample(fc.tuple(starts, long), { seed: 6, numRuns: 20 });
const rows = [0, 5, 10, 15].map((from) => ({ first: from + 1, last: from + 5, few: drawn.slice(from, from + 5) }));

/** What the provider shows is what the sequence says, so the desk looks there by itself once a minute only. */
const terms = { ...quickUnbindTerms, unbind: { ...quickUnbindTerms.unbind, lookSeconds: 60 } };

/** What is true of one step of the reducer; between two looks there may be several, which the timeline tells apart. */
const ofOneStep = ['every change of status is in the one table of moves', 'R094: the provider’s completion counts'];
const kept = Object.entries(rules).filter(([rule]) => !ofOneStep.some((one) => rule.startsWith(one)));

describe.concurrent('R077, R087–R096, R140: random sequences of events keep to the rules on the deployed desk', () => {
  test.for(rows)('sequences $first to $last of 20', async ({ few }) => {
    const first = await unbinding(desk, { terms, others: few.length - 1 });
    const begun: Begun[] = [];
    // one after the other: the provider answers one account's bills once a second
    for (const [place, [start, events]] of few.entries()) {
      const customer = first.others[place - 1];
      const u = customer ? await unbinding(desk, { beside: { ...first, customer } }) : first;
      begun.push(await beginSequence(u, start, events));
    }
    await Promise.all(begun.map(expectKept));
  });
}, 600_000);

async function expectKept(sequence: Begun): Promise<void> {
  const { u } = sequence;
  const broken: string[] = [];
  const end = await playSequence(sequence, (step) => {
    const names = kept.filter(([, rule]) => !rule(step)).map(([name]) => name);
    if (!completesAsSeen(step)) names.push('R094');
    broken.push(...names.map((name) => `${name}: ${JSON.stringify(step)}`));
  });
  expect(broken).toEqual([]);
  await expectMoves(u);
  await expectInHand(u, end);
}

/** What is seen as completed is completed, whatever our checks said; a red one is marked. */
function completesAsSeen({ before, event, after }: Step): boolean {
  const isSeen = 'seen' in event && event.seen.kind === 'completed' && event.seen.observedBy === 'operator';
  if (!isSeen || before.status === 'migrated_away' || before.status === 'completed') return true;
  return after.status === 'completed' && (before.ready || after.flags.includes('checks_red'));
}

/** By the timeline each change of status begins where the one before ended, and is in the one table. */
async function expectMoves({ reseller, id }: Unbinding): Promise<void> {
  const { pk } = recordKey(reseller.org, id());
  const { items } = await desk.tables.query({ table: 'timeline', pk, begins: 'SEQ#', limit: 500 });
  const moves = items
    .map((item) => readStored(timelineEntryShape, item))
    .flatMap(({ type, data }) => {
      const from = UnbindStatus.safeParse(data['from']);
      const to = UnbindStatus.safeParse(data['to'] ?? type.slice('unbind.'.length));
      return from.success && to.success ? [{ from: from.data, to: to.data }] : [];
    });
  for (const [place, { from, to }] of moves.entries()) {
    expect(from).toBe(moves[place - 1]?.to ?? 'checking');
    const ways: readonly string[] = unbindMoves[from];
    expect(ways).toContain(to);
  }
}

/** It has ended, or somebody is waited for until a time, and its machine waits for their answer. */
async function expectInHand(u: Unbinding, end: Unbind): Promise<void> {
  const { status, waitingOn } = await u.look();
  expect(status).toBe(end.status);
  expect(waitingOn !== undefined).toBe(!isUnbindOutcome(status));
  const ref = waitingRef(end);
  if (ref) expect(await heldToken(desk, ref, end.execution)).not.toBe('');
}
