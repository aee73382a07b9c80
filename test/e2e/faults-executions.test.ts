import { DescribeExecutionCommand, SendTaskSuccessCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type WaitingToken, waitingTokenKey } from '../../functions/decisions/waiting-token.ts';
import { due } from '../../functions/platform/due.ts';
import { answerPage, type Desk, executionArnOf, mailedLink, sharedDesk, statesEntered } from '../support/desk.ts';
import { mentions } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { type Followed, follow } from './follow.ts';
import { agreed } from './scenarios.ts';
import { sites } from './sites.ts';

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

/** The token of the state that waits as this attempt. */
function heldToken({ reseller, requestId }: Followed, kind: WaitingToken['kind'], attempt: number): Promise<string> {
  const key = waitingTokenKey({ org: reseller.org, subject: requestId(), kind, round: 1 });
  return vi.waitUntil(
    async () => {
      const item = await desk.tables.get('private', key);
      return item?.['execution'] === `${requestId()}-${attempt}` ? String(item['token']) : undefined;
    },
    { timeout: 20_000, interval: 100 },
  );
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

async function applyAndEnd(followed: Followed): Promise<void> {
  await followed.until('awaiting_application');
  await followed.bench.apply(followed.customer);
  expect(await followed.untilEnded()).toMatchObject({ status: 'completed', attempt: 2, flags: [] });
  expect(await followed.bench.effects(followed.reseller)).toEqual(['invite', 'decide']);
}

describe.concurrent('a second attempt', () => {
  test('carries on where the customer is asked, when the first was stopped by hand', async () => {
    const followed = await begin();
    await asked(followed);
    const first = `${followed.requestId()}-1`;
    await desk.machines.send(new StopExecutionCommand({ executionArn: executionArnOf(first) }));
    await followed.untilAttempt(2);
    await sayYes(followed);
    await applyAndEnd(followed);
    expect(await statusOf(first)).toBe('ABORTED');
    expect((await statesEntered(desk, `${followed.requestId()}-2`)).slice(0, 2)).toEqual([
      'LoadRequest',
      'AwaitCustomer',
    ]);
  });

  test('does not invite again, when the first was stopped after the invitation', async () => {
    const followed = await begin();
    await agreed(followed);
    await desk.machines.send(new StopExecutionCommand({ executionArn: executionArnOf(`${followed.requestId()}-1`) }));
    await followed.untilAttempt(2);
    await applyAndEnd(followed);
    const states = await statesEntered(desk, `${followed.requestId()}-2`);
    expect(states.slice(0, 3)).toEqual(['LoadRequest', 'AwaitApplication', 'RecordApplication']);
  });

  test('begins once the first has failed for good, as in an outage longer than its retries', async () => {
    const followed = await begin();
    const isCheck = mentions(followed.reseller.org);
    const asks = mentions('"awaiting_customer"');
    desk.faults.answer(
      {
        service: 'dynamodb',
        operation: 'TransactWriteItems',
        body: (body) => isCheck(body) && asks(body),
        // one call an attempt of the state: the first and five retries
        times: 6,
      },
      { error: 'AccessDeniedException' },
    );
    await followed.request();
    const first = `${followed.requestId()}-1`;
    await vi.waitUntil(async () => (await statusOf(first).catch(() => '')) === 'FAILED', {
      timeout: 90_000,
      interval: 500,
    });
    await followed.untilAttempt(2);
    await sayYes(followed);
    await applyAndEnd(followed);
  });

  test('leaves nothing to change to a first one that runs on beside it', async () => {
    const followed = await begin();
    await asked(followed);
    const token = await heldToken(followed, 'customer', 1);
    await succeedWhileItRuns(followed);
    await heldToken(followed, 'customer', 2);
    await desk.machines.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
    expect((await statesEntered(desk, `${followed.requestId()}-1`)).slice(-3)).toEqual([
      'AwaitCustomer',
      'RecordCustomerAnswer',
      'Superseded',
    ]);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_customer', attempt: 2 });
    await sayYes(followed);
    await applyAndEnd(followed);
  });

  test('waits for an invitation that the first one is just sending, and does not send another', async () => {
    const followed = await begin();
    const { partner } = followed.reseller;
    const { tencent } = desk.cloud;
    const action = 'CreateAndSendClientInvitationMail';
    const { id } = await tencent.addFault({ action, account: partner, fault: { kind: 'hold', when: 'before' } });
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
    await applyAndEnd(followed);
  });
});
