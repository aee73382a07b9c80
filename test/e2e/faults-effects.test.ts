import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LinkRequestStatus } from '../../functions/links/request-status.ts';
import { type LinkWayName, linkWays } from '../../statemachines/link-outcomes.ts';
import { type Desk, quickTerms, sharedDesk, statesEntered } from '../support/desk.ts';
import { killWorkers } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { type Followed, follow } from './follow.ts';
import { watchful } from './scenario.ts';
import { sites } from './sites.ts';
import { agreed, cancel, review, startedByCustomer, toBeMended } from './steps.ts';

/** A worker that dies is waited for until its lease is over. */
const PATIENCE_MS = 180_000;

/** An effect whose worker dies: how a request comes to where it is wanted, and what must come of it all the same. */
type Effect = {
  readonly name: string;
  readonly terms?: typeof quickTerms;
  /** Everything before. */
  readonly prepare: (followed: Followed) => Promise<void>;
  /** What makes the machine ask the provider. */
  readonly want: (followed: Followed) => Promise<void>;
  readonly way: LinkWayName;
  readonly flags: readonly string[];
  readonly effects: readonly string[];
  /** What the provider made of each decision that it was asked for. */
  readonly decisions: readonly string[];
};

const accepting: Effect = {
  name: 'accepting one',
  prepare: agreed,
  want: ({ bench, customer }) => bench.apply(customer),
  way: 'completed',
  flags: [],
  effects: ['invite', 'decide'],
  decisions: ['ok'],
};

const refusing: readonly Effect[] = [
  {
    name: 'refusing one that nobody expected',
    terms: watchful,
    prepare: startedByCustomer,
    want: (followed) => review(followed, followed.customer, 'refuse'),
    way: 'startedByStranger',
    flags: [],
    effects: ['decide'],
    decisions: ['ok'],
  },
  {
    name: 'refusing one as its request is cancelled',
    prepare: toBeMended,
    want: (followed) => cancel(followed, 'the customer called it off'),
    way: 'cancelledWithApplication',
    // read back: gone from the list, and not linked
    flags: [],
    effects: ['invite', 'decide', 'decide'],
    decisions: ['FailedOperation.BindOrganizationAccount', 'ok'],
  },
];

const beforeAndAfter = (effect: Effect) => (['before', 'after'] as const).map((when) => ({ ...effect, when }));
const refusals = refusing.flatMap(beforeAndAfter);
const acceptances = beforeAndAfter(accepting);

let desk: Desk;
let work: ReturnType<typeof beatDueWork>;
const played = new Map<string, Followed>();
let unmade: Followed;

/**
 * Killing ends all that the group's workers do, such as looking for the applications of others, so a request that needs
 * such a look begins after the death of the one before. What comes of them they wait for side by side: leases have to pass.
 */
beforeAll(async () => {
  desk = await sharedDesk();
  work = beatDueWork(desk);
  await Promise.all(refusals.map(async (row) => played.set(nameOf(row), await begin(row))));
  for (const row of refusals) await killDuring(row, playedOf(row), { kind: 'hold', when: row.when });
  for (const row of acceptances) {
    played.set(nameOf(row), await begin(row));
    await killDuring(row, playedOf(row), { kind: 'hold', when: row.when });
  }
  unmade = await begin(accepting);
  await killDuring(accepting, unmade, { kind: 'timeout' });
}, 600_000);
afterAll(async () => {
  await desk.cloud.tencent.clearFaults();
  await work.end();
});

type Row = (typeof refusals)[number];
const nameOf = ({ name, when }: Row) => `${name}, ${when}`;

function playedOf(row: Row): Followed {
  const followed = played.get(nameOf(row));
  if (!followed) throw new Error(`${nameOf(row)} was not played`);
  return followed;
}

async function begin({ prepare, terms = quickTerms }: Effect): Promise<Followed> {
  const followed = await follow(desk, sites['tencent-intl'](desk), terms);
  await prepare(followed);
  return followed;
}

type Fault = Parameters<Desk['cloud']['tencent']['addFault']>[0]['fault'];

/** The worker dies while the provider has its call; a call that was held is done all the same, one that timed out is not. */
async function killDuring({ want }: Effect, followed: Followed, fault: Fault): Promise<void> {
  const { tencent } = desk.cloud;
  const account = followed.reseller.partner;
  const { id } = await tencent.addFault({ action: 'ApproveClientApply', account, fault });
  await want(followed);
  await tencent.awaitHeldCall({ id, timeoutMs: 60_000 });
  await killWorkers(desk, 'links-provider');
  await tencent.releaseCalls(id);
}

async function untilIs(followed: Followed, status: LinkRequestStatus) {
  const look = async () => {
    const now = await followed.look();
    expect(now).toMatchObject({ status });
    return now;
  };
  return vi.waitFor(look, { timeout: PATIENCE_MS, interval: 500 });
}

async function callsOf({ reseller }: Followed, action: string) {
  return (await desk.cloud.tencent.listCalls({ account: reseller.partner, action })).calls;
}

async function decisionsOf(followed: Followed): Promise<string[]> {
  return (await callsOf(followed, 'ApproveClientApply')).map(({ outcome }) => outcome);
}

describe('the worker that decides on applications is killed', { timeout: PATIENCE_MS + 60_000 }, () => {
  test.for([...refusals, ...acceptances])(
    'while $name, $when the provider does so: it is read back, not repeated',
    async (row) => {
      const followed = playedOf(row);
      const { outcome, states } = linkWays[row.way];
      const done = await untilIs(followed, outcome);
      expect(done).toMatchObject({ attempt: 1, flags: row.flags });
      expect(await followed.bench.effects(followed.reseller)).toEqual(row.effects);
      expect(await decisionsOf(followed)).toEqual(row.decisions);
      expect(await statesEntered(desk, done.execution)).toEqual(states);
    },
  );

  test('while accepting one, which the provider never does: it is looked for, and a colleague’s yes is found', async () => {
    const looks = async () => (await callsOf(unmade, 'QueryCustomersCredit')).length;
    await vi.waitUntil(async () => (await looks()) > 0, { timeout: PATIENCE_MS, interval: 500 });
    expect(await unmade.look()).toMatchObject({ status: 'approving', attempt: 1 });
    expect(await decisionsOf(unmade)).toEqual(['not performed']);

    await unmade.bench.linkAside(unmade.reseller, unmade.customer);
    const done = await untilIs(unmade, 'completed');
    expect(await decisionsOf(unmade)).toEqual(['not performed']);
    expect(await statesEntered(desk, done.execution)).toEqual(linkWays.completed.states);
  });
});
