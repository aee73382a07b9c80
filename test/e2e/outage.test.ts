import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plusSeconds, systemClock } from '../../functions/kernel/clock.ts';
import { readStored } from '../../functions/kernel/stored.ts';
import { isOutcome } from '../../functions/links/request-status.ts';
import { due, dueItemShape, dueKinds, dueShards } from '../../functions/platform/due.ts';
import { deployed } from '../../local/cloud.ts';
import type { TencentControl } from '../../local/simulators/tencent/control-client.ts';
import { linkWays } from '../../statemachines/link-outcomes.ts';
import { type Desk, sharedDesk, statesEntered } from '../support/desk.ts';
import { ahead } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { type Followed, follow } from './follow.ts';
import { hasty } from './scenario.ts';
import { sites } from './sites.ts';
import { agreed } from './steps.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterAll(async () => {
  await desk.cloud.tencent.clearFaults();
  await desk.cloud.tencent.moveClock({ offsetMs: 0 });
});

const DAY = 86_400;
const PATIENCE_MS = 90_000;
/** Everything that moves a waiting request on; the provider's clock goes with them. */
const groups = ['links-tasks', 'links-provider', 'links-work', 'decisions-work'] as const;

type Fault = Parameters<TencentControl['addFault']>[0]['fault'];

/** How the provider is dead, and how many seconds from now. */
const hour: readonly (readonly [seconds: number, fault: Fault])[] = [
  [60, { kind: 'drop', effect: 'none' }],
  [1200, { kind: 'busy' }],
  [2400, { kind: 'http', status: 503, effect: 'none' }],
  [3600, { kind: 'drop', effect: 'none' }],
];

/** Desk and provider live so many seconds ahead until `isThere`, with this reseller's work that is due by then. */
async function later(followed: Followed, seconds: number, isThere: () => Promise<boolean>): Promise<void> {
  await desk.cloud.tencent.moveClock({ offsetMs: seconds * 1000 });
  const worked = async () => {
    await runOwnDueWork(followed, seconds);
    return isThere();
  };
  await ahead(desk, groups, seconds, () => vi.waitUntil(worked, { timeout: PATIENCE_MS, interval: 500 }));
}

/** As the worker hands it out, but of this reseller only: the desk is shared, and others' hour must not pass. */
async function runOwnDueWork({ reseller }: Followed, seconds: number): Promise<void> {
  const now = plusSeconds(systemClock().now(), seconds);
  const pages = dueShards.map((shard) => desk.tables.query({ table: 'desk', pk: `DUE#${shard}`, limit: 1000 }));
  const stored = (await Promise.all(pages)).flatMap(({ items }) => items);
  const own = stored.filter((item) => item['org'] === reseller.org).map((item) => readStored(dueItemShape, item));
  const sqs = new SQSClient(desk.cloud.aws);
  for (const item of own.filter(({ at }) => at <= now)) {
    const group = dueKinds[item.kind].replace('_QUEUE', '').toLowerCase().replace('_', '-');
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${deployed.functionPrefix}${group}` }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(item) }));
    const { table, key, refusal } = due(item);
    await desk.tables.transact([{ op: 'delete', table, key, refusal, expect: [] }]);
  }
}

test('a provider that is dead for an hour while an application is awaited costs nothing but that hour', async () => {
  const { tencent } = desk.cloud;
  const followed = await follow(desk, sites['tencent-intl'](desk), hasty({ applicationSeconds: DAY }));
  const { bench, reseller, customer } = followed;
  const work = beatDueWork(desk);
  try {
    await agreed(followed);
  } finally {
    await work.end();
  }

  for (const [step, [seconds, fault]] of hour.entries()) {
    const { id } = await tencent.addFault({ account: reseller.partner, times: 10_000, fault });
    if (step === 0) await bench.apply(customer);
    const { n: after = 0 } = (await tencent.listCalls()).calls.at(-1) ?? {};
    const inVain = async () => {
      const { calls } = await tencent.listCalls({ account: reseller.partner, after });
      return calls.some((call) => call.fault === fault.kind);
    };
    await later(followed, seconds, inVain);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_application', attempt: 1, flags: [] });
    await tencent.clearFaults(id);
  }

  await later(followed, 3700, async () => isOutcome((await followed.look()).status));
  const done = await followed.look();
  expect(done).toMatchObject({ status: 'completed', attempt: 1, flags: [] });
  expect(done.failure).toBeUndefined();
  expect(await bench.effects(reseller)).toEqual(['invite', 'decide']);
  expect(await statesEntered(desk, done.execution)).toEqual(linkWays.completed.states);
}, 600_000);
