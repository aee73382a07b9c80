import { DescribeExecutionCommand, SendTaskSuccessCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readDecision } from '../../functions/decisions/change-decision.ts';
import { due } from '../../functions/platform/due.ts';
import type { TencentControl } from '../../local/simulators/tencent/control-client.ts';
import {
  answerPage,
  type Desk,
  executionArnOf,
  expectOk,
  mailedLink,
  sharedDesk,
  statesEntered,
} from '../support/desk.ts';
import { heldToken, killWorkers, mentions } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { patience } from '../support/patience.ts';
import { type Followed, follow } from './follow.ts';
import { sites } from './sites.ts';
import { agreed } from './steps.ts';

let desk: Desk;
let work: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  work = beatDueWork(desk);
});
afterAll(async () => {
  desk.faults.reset();
  await work.end();
});

const begin = () => follow(desk, sites['tencent-intl'](desk));

/** Killing a group's workers ends all that they do, so what calls the provider begins after it. */
const killed = Promise.withResolvers<void>();
async function beginAfterKill(): Promise<Followed> {
  await killed.promise;
  return begin();
}

async function asked(followed: Followed): Promise<void> {
  await followed.request();
  await followed.until('awaiting_customer');
}

async function sayYes({ customer }: Followed): Promise<void> {
  const page = await mailedLink(desk, customer.email);
  expect((await answerPage(page, { verdict: 'confirmed', accountId: customer.uin })).status).toBe(200);
}

async function statusOf(execution: string): Promise<string | undefined> {
  return (await desk.machines.send(new DescribeExecutionCommand({ executionArn: executionArnOf(execution) }))).status;
}

/** Step Functions tells the watch that there is no such execution, while it runs: a second attempt begins beside it. */
async function succeedWhileItRuns(followed: Followed): Promise<void> {
  const { reseller, requestId } = followed;
  const first = `${requestId()}-1`;
  const looks = { service: 'states', operation: 'DescribeExecution', body: mentions(first), times: 5 };
  desk.faults.answer(looks, { error: 'ExecutionDoesNotExist' });
  const at = new Date().toISOString();
  await desk.tables.transact([due({ kind: 'link.watch', org: reseller.org, id: requestId(), at })]);
  await followed.untilAttempt(2);
  expect(await statusOf(first)).toBe('RUNNING');
}

/** The customer applies; what the request comes to, and what the provider was asked for on the way. */
async function afterApplying(followed: Followed) {
  const { bench, reseller, customer } = followed;
  await followed.until('awaiting_application');
  await bench.apply(customer);
  const { status, attempt, flags } = await followed.untilEnded();
  return { status, attempt, flags, effects: await bench.effects(reseller) };
}

const linked = (attempt: number) => ({ status: 'completed', attempt, flags: [], effects: ['invite', 'decide'] });

type Fault = Parameters<TencentControl['addFault']>[0]['fault'];

/** What will go wrong with this partner's next invitation. */
async function spoilInvitation({ reseller }: Followed, fault: Fault): Promise<string> {
  const action = 'CreateAndSendClientInvitationMail';
  return (await desk.cloud.tencent.addFault({ action, account: reseller.partner, fault })).id;
}

/** Nobody knows whether the invitation went out: so it says, looks for the application, and leaves another to a person. */
async function expectUnknown(followed: Followed): Promise<void> {
  const { turn, invitation, actions } = await followed.until('awaiting_application');
  expect(invitation).toMatchObject({ number: 1, outcome: 'unknown' });
  expect(turn).toContain('Nobody knows whether the provider');
  expect(actions.find(({ name }) => name === 'inviteAgain')).toMatchObject({ allowed: true });
}

describe.concurrent('an invitation of which nobody knows whether it went out', () => {
  test('because its worker was killed: the customer who uses it is linked all the same', async () => {
    const followed = await begin();
    const { tencent } = desk.cloud;
    const id = await spoilInvitation(followed, { kind: 'hold', when: 'before' });
    try {
      await asked(followed);
      await sayYes(followed);
      await tencent.awaitHeldCall({ id, timeoutMs: 20_000 });
      await killWorkers(desk, 'links-provider');
      await tencent.releaseCalls(id);
    } finally {
      killed.resolve();
    }
    await expectUnknown(followed);
    expect(await afterApplying(followed)).toEqual(linked(1));
  });

  test('because the answer was lost: the customer who uses it is linked all the same', async () => {
    const followed = await beginAfterKill();
    await spoilInvitation(followed, { kind: 'drop', effect: 'done' });
    await agreed(followed);
    await expectUnknown(followed);
    expect(await afterApplying(followed)).toEqual(linked(1));
  });

  test('is looked for, and sent again only when a person asks for it, once and in a new round', async () => {
    const followed = await beginAfterKill();
    const { bench, reseller, operator, requestId } = followed;
    await spoilInvitation(followed, { kind: 'drop', effect: 'none' });
    await agreed(followed);
    await expectUnknown(followed);
    const looks = async () =>
      (await desk.cloud.tencent.listCalls({ account: reseller.partner, action: 'QueryPendingClientsV2' })).calls.length;
    await vi.waitUntil(async () => (await looks()) > 2, patience);
    expect(await bench.effects(reseller)).toEqual(['invite']);

    await expectOk(operator.inviteAgain({ params: { requestId: requestId() } }));
    await vi.waitUntil(async () => (await followed.look()).invitation?.number === 2, patience);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_application', invitation: { outcome: 'sent' } });
    const round = (number: number) =>
      readDecision(desk.tables, { org: reseller.org, subject: requestId(), kind: 'application', round: number });
    expect(await round(1)).toMatchObject({ verdict: 'invite_again', consumedAt: expect.any(String) });
    expect(await round(2)).toMatchObject({ status: 'open' });

    await bench.apply(followed.customer);
    expect(await followed.untilEnded()).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await bench.effects(reseller)).toEqual(['invite', 'invite', 'decide']);
  });
});

describe.concurrent('a second attempt', () => {
  test('begins once the first has failed for good, as in an outage longer than its retries', async () => {
    const followed = await begin();
    desk.faults.answer(
      {
        service: 'dynamodb',
        operation: 'TransactWriteItems',
        body: mentions(followed.reseller.org, '"awaiting_customer"'),
        // one call an attempt of the state: the first and five retries
        times: 6,
      },
      { error: 'AccessDeniedException' },
    );
    await followed.request();
    const first = `${followed.requestId()}-1`;
    await vi.waitUntil(async () => (await statusOf(first).catch(() => '')) === 'FAILED', patience);
    await followed.untilAttempt(2);
    await sayYes(followed);
    expect(await afterApplying(followed)).toEqual(linked(2));
  });

  test('carries on where the customer is asked, when the first was stopped by hand', async () => {
    const followed = await beginAfterKill();
    await asked(followed);
    const first = `${followed.requestId()}-1`;
    await desk.machines.send(new StopExecutionCommand({ executionArn: executionArnOf(first) }));
    await followed.untilAttempt(2);
    await sayYes(followed);
    expect(await afterApplying(followed)).toEqual(linked(2));
    expect(await statusOf(first)).toBe('ABORTED');
    expect((await statesEntered(desk, `${followed.requestId()}-2`)).slice(0, 2)).toEqual([
      'LoadRequest',
      'AwaitCustomer',
    ]);
  });

  test('does not invite again, when the first was stopped after the invitation', async () => {
    const followed = await beginAfterKill();
    await agreed(followed);
    await desk.machines.send(new StopExecutionCommand({ executionArn: executionArnOf(`${followed.requestId()}-1`) }));
    await followed.untilAttempt(2);
    expect(await afterApplying(followed)).toEqual(linked(2));
    const states = await statesEntered(desk, `${followed.requestId()}-2`);
    expect(states.slice(0, 3)).toEqual(['LoadRequest', 'AwaitApplication', 'RecordApplication']);
  });

  test('leaves nothing to change to a first one that runs on beside it', async () => {
    const followed = await beginAfterKill();
    await asked(followed);
    const ref = { org: followed.reseller.org, subject: followed.requestId(), kind: 'customer', round: 1 } as const;
    const token = await heldToken(desk, ref);
    await succeedWhileItRuns(followed);
    await heldToken(desk, ref, `${ref.subject}-2`);
    await desk.machines.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
    expect((await statesEntered(desk, `${followed.requestId()}-1`)).slice(-3)).toEqual([
      'AwaitCustomer',
      'RecordCustomerAnswer',
      'Superseded',
    ]);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_customer', attempt: 2 });
    await sayYes(followed);
    expect(await afterApplying(followed)).toEqual(linked(2));
  });

  test('waits for an invitation that the first one is just sending, and does not send another', async () => {
    const followed = await beginAfterKill();
    const { tencent } = desk.cloud;
    const id = await spoilInvitation(followed, { kind: 'hold', when: 'before' });
    await asked(followed);
    await sayYes(followed);
    await tencent.awaitHeldCall({ id, timeoutMs: 20_000 });
    await succeedWhileItRuns(followed);
    await tencent.releaseCalls(id);
    expect(await followed.until('awaiting_application')).toMatchObject({ invitation: { outcome: 'sent' } });
    expect((await statesEntered(desk, `${followed.requestId()}-1`)).slice(-2)).toEqual([
      'InviteCustomer',
      'Superseded',
    ]);
    expect(await afterApplying(followed)).toEqual(linked(2));
  });
});
