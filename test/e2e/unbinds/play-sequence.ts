import { expect } from 'vitest';
import type { Instant } from '../../../functions/kernel/clock.ts';
import { readUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { Course, type OwnMove } from '../../../functions/unbinds/course.ts';
import type { FactKind } from '../../../functions/unbinds/fact.ts';
import type { Unbind } from '../../../functions/unbinds/unbind.ts';
import { readInbox } from '../../../local/front/inbox.ts';
import { answerPage, type DeskClient } from '../../support/desk.ts';
import { type Event, ledger, type Seen, type Step } from '../../support/unbind-sequences.ts';
import { eventually } from './eventually.ts';
import { lookedUp, ofSecondLevel, startedByCustomer } from './scenarios.ts';
import { type Unbinding } from './unbinding.ts';

/** What came of an event: refused or not, with the fact that it brought. */
type Came = { readonly taken: boolean; readonly fact?: Partial<Unbind['facts'][number]> };
const refused: Came = { taken: false };

/** A case that stands where its sequence starts from. */
export type Begun = {
  readonly u: Unbinding;
  readonly start: Course;
  readonly events: readonly Event[];
  readonly begun: Unbind;
};

/** Of a sequence, for the time that it takes. */
const MOST_EVENTS = 14;
const atWork: readonly string[] = ['checking', 'submitting', 'completing'];
const because = 'As the sequence has it';

/**
 * Plays a sequence through the deployed desk, one event after the other, each checked once the case stands still again.
 * Whoever makes a move makes it by its operation; what is seen is recorded by an operator, or said on a mailed page.
 */
export async function playSequence({ u, start, events, begun }: Begun, check: (step: Step) => void): Promise<Unbind> {
  const { known, note } = ledger(start);
  let before = begun;
  note({ move: { kind: 'checked', ready: before.ready } }, true);
  for (const [place, event] of playableOf(events).entries()) {
    const came = await happen(u, event, before, `SEQ-${place}`);
    if ('seen' in event && !came.taken) continue;
    const after = await settled(u);
    expect(after.facts.slice(0, before.facts.length)).toEqual(before.facts);
    if (came.fact) expect(after.facts).toContainEqual(expect.objectContaining(came.fact));
    if (after.checkedAt !== before.checkedAt) note({ move: { kind: 'checked', ready: after.ready } }, true);
    const rechecked = 'move' in event && event.move.kind === 'rechecked';
    note(rechecked ? { move: { kind: 'rechecked', ready: after.ready } } : event, came.taken);
    check({ before: courseOf(before), event, after: courseOf(after), known });
    before = after;
  }
  return before;
}

const courseOf = (record: Unbind): Course => ({ ...Course.parse(record), status: record.status });

/** What an API would see, an operator sees in the console: the provider has no call for unbinding. */
function playableOf(events: readonly Event[]): readonly Event[] {
  const byHand = events.map((event) =>
    'seen' in event && event.seen.observedBy === 'api'
      ? { seen: { ...event.seen, observedBy: 'operator' as const } }
      : event,
  );
  return byHand.filter(isPlayable).slice(0, MOST_EVENTS);
}

/** The machine looks by itself; windows and the provider's clock take their time, so they are played where ways are. */
function isPlayable(event: Event): boolean {
  if ('move' in event) return !['checked', 'handed_to_operator', 'time_over'].includes(event.move.kind);
  const { kind, observedBy } = event.seen;
  if (observedBy === 'operator') return kind !== 'approved_by_clock';
  return pages[kind]?.by === observedBy;
}

/** As the start says, and with the credit as the first look in the sequence is to find it. */
export async function beginSequence(u: Unbinding, start: Course, events: readonly Event[]): Promise<Begun> {
  if (start.origin === 'customer') {
    await startedByCustomer(u);
    return { u, start, events, begun: await settled(u) };
  }
  const looks = events.flatMap((event) => ('move' in event && event.move.kind === 'checked' ? [event.move.ready] : []));
  await credit(u, looks[0] ?? true);
  const whose = start.distributorReviews ? ofSecondLevel(u) : { secondLevel: null };
  await u.submit({ conditions: lookedUp, cardKnown: start.cardKnown, ...whose });
  return { u, start, events, begun: await settled(u) };
}

const credit = (u: Unbinding, isGood: boolean) =>
  u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, creditRemaining: isGood ? '0.00' : '-0.01' });

/** The case once the desk has nothing in hand: it has ended, or waits for somebody. */
function settled(u: Unbinding, moved: (record: Unbind) => boolean = () => true): Promise<Unbind> {
  let last: Unbind | undefined;
  return eventually(
    'case that stands still',
    async () => {
      last = await readUnbind(u.desk.tables, u.reseller.org, u.id());
      return last && !atWork.includes(last.status) && moved(last) ? last : undefined;
    },
    () => JSON.stringify(last),
  );
}

function happen(u: Unbinding, event: Event, before: Unbind, reference: string): Promise<Came> {
  if ('move' in event) return make(u, event.move, before);
  const { kind, observedBy } = event.seen;
  return observedBy === 'operator' ? record(u, kind, reference) : say(u, event.seen, before);
}

/** Makes one of our own moves by its operation, and waits until the machine has taken it in. */
async function make(u: Unbinding, move: OwnMove, before: Unbind): Promise<Came> {
  const named = { params: { unbindId: u.id() } };
  const { operator, approver } = u;
  const onward = (after: Unbind) => after.status !== before.status;
  const looked = (after: Unbind) => after.checkedAt !== before.checkedAt;
  switch (move.kind) {
    case 'mended':
      await credit(u, true);
      return answered(u, operator.tryUnbindAgain({ ...named, body: {} }), looked);
    case 'agreed':
      return answered(u, approver.decideUnbindSecondPerson({ ...named, body: { verdict: 'agree' } }), onward);
    case 'declined': {
      const body = { verdict: 'decline' as const, reason: because };
      return answered(u, approver.decideUnbindSecondPerson({ ...named, body }), onward);
    }
    case 'acknowledged':
      return answered(u, operator.takeUpUnbind({ ...named, body: {} }), onward);
    case 'reviewed': {
      const body = { verdict: move.verdict, reason: because };
      return answered(u, approver.reviewCustomerStarted({ ...named, body }), onward);
    }
    case 'cancelled':
      return answered(u, operator.cancelUnbind({ ...named, body: { reason: because } }));
    case 'resumed':
      return answered(u, approver.resumeUnbind({ ...named, body: { reason: because } }));
    case 'rechecked':
      if (before.live) await credit(u, move.ready);
      return answered(u, operator.recheckUnbind({ ...named, body: {} }), looked);
    case 'checked':
    case 'handed_to_operator':
    case 'time_over':
      return refused;
  }
}

async function answered(
  u: Unbinding,
  call: ReturnType<DeskClient['cancelUnbind']>,
  moved?: (record: Unbind) => boolean,
): Promise<Came> {
  const answer = await call;
  if (!answer.ok && 'transport' in answer.error) throw new Error(JSON.stringify(answer.error));
  if (!answer.ok) return refused;
  await settled(u, moved);
  return { taken: true };
}

/** An operator records what was seen in the console; what nothing undoes goes by its sheet, with a second person. */
async function record(u: Unbinding, kind: FactKind, reference: string): Promise<Came> {
  if (kind === 'approved_by_clock') return refused;
  const at: Instant = new Date().toISOString();
  const named = kind === 'blocked' || kind === 'refused_at_submission';
  const body = { kind, at, reference, ...(named && { condition: 'Member of a group' }) };
  const answer = await u.operator.recordUnbindFact({ params: { unbindId: u.id() }, body });
  if (!answer.ok) {
    if (!('code' in answer.error) || answer.error.code !== 'sheet_needed')
      throw new Error(JSON.stringify(answer.error));
    const choice = kind === 'migrated' ? 'migrated' : 'unbound';
    await u.sheet({ purpose: kind === 'withdrawn' ? 'withdrawal' : 'completion', choice, reference });
  }
  return { taken: true, fact: { kind, observedBy: 'operator', reference } };
}

/** What can be said on the page of a mailed link: by whom, and how the page answers what was said in time. */
const pages: Readonly<
  Partial<
    Record<FactKind, { readonly by: 'customer' | 'distributor'; readonly verdict: string; readonly code: string }>
  >
> = {
  customer_confirmed: { by: 'customer', verdict: 'confirmed', code: 'statement_recorded' },
  customer_rejected: { by: 'customer', verdict: 'rejected', code: 'rejection_recorded' },
  card_bound: { by: 'customer', verdict: 'confirmed', code: 'card_recorded' },
  distributor_approved: { by: 'distributor', verdict: 'confirmed', code: 'approval_recorded' },
  distributor_refused: { by: 'distributor', verdict: 'rejected', code: 'refusal_recorded' },
};

/** Somebody outside says it on the page that they were mailed last. Whom nobody has asked can say nothing. */
async function say(u: Unbinding, { kind, observedBy }: Seen, before: Unbind): Promise<Came> {
  const page = pages[kind];
  const address = page && u.addresses[page.by];
  if (!page || address === undefined) return refused;
  await u.until(before.status);
  const mails = await readInbox(u.desk.cloud.engineUrl);
  const link = mails.find(({ to }) => to.includes(address))?.text.match(/http:\S+\/d\/[\w-]+/)?.[0];
  if (link === undefined) return refused;
  const form = { verdict: page.verdict, reason: because, accountId: u.customer.uin };
  const shown = await (await answerPage(link, form)).text();
  if (!shown.includes(`data-code="${page.code}"`)) return refused;
  const said = { kind, observedBy };
  const after = await settled(u, ({ facts }) =>
    facts.some((one) => one.kind === kind && one.observedBy === observedBy),
  );
  // said once more, it is answered as before and nothing is new
  return after.facts.length > before.facts.length ? { taken: true, fact: said } : refused;
}
