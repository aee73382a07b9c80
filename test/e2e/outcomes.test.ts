import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { statusGroups } from '../../functions/links/request-status.ts';
import type { LinkRequestView } from '../../functions/links/view.ts';
import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { entryHash } from '../../functions/timeline/index.ts';
import {
  isWayAt,
  type LinkWay,
  type LinkWayName,
  linkWays,
  type SiteWays,
  statesAt,
} from '../../statemachines/link-outcomes.ts';
import { type BusTap, tapBus } from '../support/bus-tap.ts';
import { type Desk, expectOk, sharedDesk, statesEntered } from '../support/desk.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { patience } from '../support/patience.ts';
import { type Followed, follow } from './follow.ts';
import { scenarios } from './scenarios.ts';
import { sites } from './sites.ts';

let desk: Desk;
let bus: BusTap;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  bus = await tapBus(desk);
  due = beatDueWork(desk);
});
afterAll(async () => {
  await due?.end();
  await bus?.close();
});

/** One code for every no, so that what a customer might mend is not told. */
const sitesWithOneNo: readonly string[] = ['tencent-cn'];
const waysAt = (site: string): SiteWays => {
  const row = capabilitiesOf(site as Site);
  if (!row) throw new Error(site);
  const { approval, methods } = row;
  return {
    approves: approval !== 'none',
    examines: approval === 'reseller_then_provider',
    byHand: methods.invite.mode === 'operator',
    namesRemedy: approval !== 'none' && !sitesWithOneNo.includes(site),
    tellsUser: methods.readInvitations.mode === 'api',
  };
};
const allWays: Readonly<Record<LinkWayName, LinkWay>> = linkWays;
const rows = Object.entries(sites).flatMap(([site, open]) =>
  Object.entries(scenarios).flatMap(([name, scenario]) => {
    const way = name as LinkWayName;
    return isWayAt(allWays[way], waysAt(site)) ? [{ site, open, way, scenario }] : [];
  }),
);

describe.concurrent('a link request', () => {
  test.for(rows)('at $site: $way', async ({ site, open, way, scenario }) => {
    const bench = open(desk);
    const followed = await follow(desk, bench, scenario.terms);
    const { effects, failure, linkedAs, leavesApplication, ...ending } = await scenario.play(followed);
    const done = await followed.untilEnded();

    const { outcome } = linkWays[way];
    expect(done).toMatchObject({ status: outcome, ...ending, attempt: 1 });
    expect(done.reason).toBe(ending.reason);
    expect(done.endedAt).toEqual(expect.any(String));
    expect({ failure: null, ...done }).toMatchObject({ failure: failure ?? null });
    expect(await bench.effects(followed.reseller)).toEqual(effectsAt(site, way, effects));

    expect(await statesEntered(desk, done.execution)).toEqual(statesAt(linkWays[way], waysAt(site)));
    for (const view of followed.seen) expectWholeView(view);
    await expectTimeline(followed);
    await scenario.mend?.(followed);
    if (leavesApplication) await expectLateReview(followed, done);
    else await expectAfterwards(followed, done, linkedAs);
  });
});

/**
 * What the site is asked for: nobody invites by a call where people do that, and where nobody decides on applications, what
 * is asked for with a new link is its preparation, or nothing.
 */
function effectsAt(site: string, way: LinkWayName, effects: readonly string[]): readonly string[] {
  const { approves, byHand } = waysAt(site);
  const prepares = capabilitiesOf(site as Site)?.methods.prepareAccount.mode === 'api';
  const isLinked = linkWays[way].outcome === 'completed';
  return effects.flatMap((effect) => {
    if (effect === 'invite') return byHand ? [] : [effect];
    if (approves) return [effect];
    return prepares && isLinked ? ['prepare'] : [];
  });
}

/** Whoever waits is told who is waited for and until when; otherwise nobody is waited for. */
function expectWholeView(view: LinkRequestView): void {
  const { status, group, waitingOn, turn } = view;
  const isWaiting = status.startsWith('awaiting_');
  expect(group).toBe(statusGroups[status]);
  expect(waitingOn?.party).toBe(isWaiting ? (waitedFor[status] ?? 'customer') : undefined);
  expect(waitingOn !== undefined && waitingOn.until > waitingOn.since).toBe(isWaiting);
  expect(turn).toContain(isWaiting ? 'has to' : '.');
}

const waitedFor: Partial<Record<LinkRequestView['status'], string>> = {
  awaiting_second_person: 'approver',
  awaiting_operator: 'operator',
  awaiting_provider: 'provider',
  awaiting_reseller_review: 'approver',
};

/** Gapless, chained, and each entry became one event. */
async function expectTimeline({ operator, reseller, requestId }: Followed): Promise<void> {
  const page = await expectOk(
    operator.getLinkRequestTimeline({ params: { requestId: requestId() }, query: { limit: 100 } }),
  );
  const entries = page.json.items;
  expect(page.json.next).toBeUndefined();
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(({ previous }) => previous)).toEqual(['', ...entries.slice(0, -1).map(({ hash }) => hash)]);
  for (const { hash, ...entry } of entries) {
    expect(entryHash({ ...entry, org: reseller.org, subject: requestId() })).toBe(hash);
  }
  await vi.waitFor(() => expect(bus.of(requestId()).length).toBeGreaterThanOrEqual(entries.length), 20_000);
  const events = bus.of(requestId()).toSorted((a, b) => a.seq - b.seq);
  expect(events.map(({ id, seq, type, occurredAt }) => ({ id, seq, type, occurredAt }))).toEqual(
    entries.map(({ id, seq, type, at }) => ({ id, seq, type: `${type}.v1`, occurredAt: at })),
  );
}

/** A customer who is linked is held by its link; no other outcome stands in the way of another request. */
async function expectAfterwards(
  { bench, operator, reseller, customer }: Followed,
  done: LinkRequestView,
  linkedAs = customer.uin,
): Promise<void> {
  const { status, linkId } = done;
  const again = await operator.createLinkRequest({ body: bench.wish(reseller, { ...customer, uin: linkedAs }) });
  const held = { ok: false, error: { code: 'customer_taken', status: 409, params: { holder: linkId } } };
  const free = { ok: true, value: { json: { linkRequest: { status: 'checking' } } } };
  expect(again).toMatchObject(status === 'completed' ? held : free);

  const { items } = (await expectOk(operator.listLinks())).json;
  const made = { id: linkId, status: 'active', customer: { accountId: linkedAs } };
  expect(items).toMatchObject(status === 'completed' ? [made] : []);
}

/** R024: what the request leaves behind at the provider waits for a person, who is told which request it belongs to. */
async function expectLateReview({ operator, customer }: Followed, done: LinkRequestView): Promise<void> {
  await vi.waitFor(async () => {
    const { items } = (await expectOk(operator.listLinkRequests({ query: { origin: 'customer' } }))).json;
    expect(items).toMatchObject([
      { status: 'awaiting_reseller_review', lateFor: done.id, customer: { accountId: customer.uin } },
    ]);
  }, patience);
}
