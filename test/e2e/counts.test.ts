import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pollerKey } from '../../functions/links/poll.ts';
import { deployed } from '../../local/cloud.ts';
import { linkWays } from '../../statemachines/link-outcomes.ts';
import { machines } from '../../statemachines/machines.ts';
import type { Call } from '../support/aws-call.ts';
import {
  answerPage,
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  hiddenFields,
  historyOf,
  mailedLink,
  newCustomer,
  type Reseller,
  sharedDesk,
  stateNames,
  wishFor,
} from '../support/desk.ts';
import { beatDueWork } from '../support/due-beat.ts';
import type { Hold } from '../support/fault-proxy.ts';
import { keepFromStarting, requestWithoutMachine } from '../support/own-machine.ts';
import { patience } from '../support/patience.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';
import { applied } from './steps.ts';

let desk: Desk;
let reseller: Reseller;
let operator: DeskClient;
let dueWork: Hold;

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  operator = await reseller.as('operator');
  dueWork = desk.faults.hold({
    service: 'dynamodb',
    operation: 'Query',
    body: (body) => JSON.stringify(body).includes('DUE#'),
    times: Number.POSITIVE_INFINITY,
  });
});
afterAll(() => dueWork?.release());

/** The store's calls for this reseller while `act` runs. */
async function callsOf(act: () => Promise<unknown>): Promise<readonly Call[]> {
  const before = desk.faults.calls.length;
  await act();
  const made = desk.faults.calls.slice(before);
  // whoever brings events to webhooks looks for them when an event comes, which may be now
  const isOurs = (text: string) => text.includes(reseller.org) && !text.includes('#WEBHOOKS');
  return made.filter(({ service, body }) => service === 'dynamodb' && isOurs(JSON.stringify(body)));
}

/** The same in short: `2 reads, 1 transaction`; whatever else was called is named. */
async function costOf(act: () => Promise<unknown>): Promise<string> {
  const calls = await callsOf(act);
  const kinds = { GetItem: 'read', BatchGetItem: 'read', Query: 'read', TransactWriteItems: 'transaction' } as const;
  const counted = Object.groupBy(calls, ({ operation }) => kinds[operation as keyof typeof kinds] ?? operation);
  return Object.entries(counted)
    .map(([kind, { length }]) => `${length} ${kind}${length === 1 ? '' : 's'}`)
    .toSorted((one, other) => Number(one.includes('transaction')) - Number(other.includes('transaction')))
    .join(', ');
}

describe('the store is asked no more than the design says', () => {
  test('for a request: the account, the policy, the customer record, and one transaction of six items', async () => {
    const body = wishFor(reseller, await newCustomer(desk));
    const idempotencyKey = randomUUID();
    const create = () => operator.createLinkRequest({ body, idempotencyKey });
    const other = wishFor(reseller, await newCustomer(desk));
    const wrong = { ...body, customer: { ...body.customer, accountIdAgain: '12345' } };
    const shapeless = { ...body, contact: { ...body.contact, email: 'nobody' } };
    keepFromStarting(desk, reseller);
    const [transaction] = (await callsOf(create)).filter(({ operation }) => operation === 'TransactWriteItems');
    expect(transaction?.body).toMatchObject({ TransactItems: { length: 6 } });
    keepFromStarting(desk, reseller);
    const costs = {
      made: await costOf(() => operator.createLinkRequest({ body: other })),
      repeated: await costOf(create),
      taken: await costOf(() => operator.createLinkRequest({ body })),
      wrong: await costOf(() => operator.createLinkRequest({ body: wrong })),
      shapeless: await costOf(() => operator.createLinkRequest({ body: shapeless })),
    };
    expect(costs).toEqual({
      made: '3 reads, 1 transaction',
      repeated: '3 reads, 1 transaction',
      taken: '3 reads, 1 transaction',
      wrong: '4 reads',
      shapeless: '',
    });
  });

  test('for a completed link, state by state, and for what is read of it', async () => {
    const owned = await requestWithoutMachine(desk, reseller, operator);
    const { customer, requestId } = owned;
    const run = taskRunner(owned);
    const token = { token: 'nobody-waits', entered: '2026-01-01T00:00:00.000Z', retry: 0 };

    const asking = { 'load-request': await run('load-request'), 'check-request': await run('check-request') };
    await untilTold(requestId, 'mail.sent');
    const page = await mailedLink(desk, customer.email);
    const yes = { verdict: 'confirmed', accountId: customer.uin, ...(await hiddenFields(page)) };
    const answering = {
      'hold-answer': await run('hold-answer', { kind: 'customer', ...token }),
      'the customer’s page': await costOf(() => fetch(page)),
      'the customer’s yes': await costOf(() => answerPage(page, yes)),
      'record-customer-answer': await run('record-customer-answer'),
      'invite-customer': await run('invite-customer'),
    };
    await sites['tencent-intl'](desk).apply(customer);
    const ending = {
      'a look at the provider': await costOf(poll),
      'record-application': await run('record-application'),
      'approve-application': await run('approve-application'),
      'prepare-account': await run('prepare-account'),
      activate: await run('activate'),
    };
    const reading = {
      'the request': await costOf(() => operator.getLinkRequest({ params: { requestId } })),
      'its timeline': await costOf(() => operator.getLinkRequestTimeline({ params: { requestId } })),
      'a page of requests': await costOf(() => operator.listLinkRequests()),
    };

    expect({ ...asking, ...answering, ...ending, ...reading }).toEqual({
      'load-request': '1 read, 1 transaction',
      'check-request': '12 reads, 1 transaction',
      'hold-answer': '2 reads, 1 transaction',
      'the customer’s page': '1 read',
      'the customer’s yes': '4 reads, 1 transaction',
      'record-customer-answer': '3 reads, 1 transaction',
      'invite-customer': '6 reads, 4 transactions',
      'a look at the provider': '12 reads, 4 transactions',
      'record-application': '3 reads, 1 transaction',
      'approve-application': '4 reads, 4 transactions',
      'prepare-account': '3 reads, 3 transactions',
      activate: '1 read, 1 transaction',
      'the request': '1 read',
      'its timeline': '2 reads',
      'a page of requests': '1 read',
    });
    const { linkRequest } = (await expectOk(operator.getLinkRequest({ params: { requestId } }))).json;
    expect(linkRequest.status).toBe('completed');
  });
});

test('a completed link is 18 transitions, each of which Step Functions charges for', async () => {
  dueWork.release();
  const due = beatDueWork(desk);
  const followed = await follow(desk, sites['tencent-intl'](desk));
  await applied(followed);
  const { execution } = await followed.untilEnded();
  await due.end();
  const entered = stateNames(await historyOf(desk, execution));
  expect(entered).toHaveLength(18);
  expect(entered.filter((name) => name !== 'NextStep')).toEqual(linkWays.completed.states);
});

type Owned = Awaited<ReturnType<typeof requestWithoutMachine>>;

/** Runs a task as its state would, and says what that cost. */
function taskRunner({ requestId, execution }: Owned) {
  const inTasks: readonly string[] = machines.link.tasks['links-tasks'];
  return (task: string, more: object = {}) =>
    costOf(() =>
      invoke(inTasks.includes(task) ? 'links-tasks' : 'links-provider', {
        task,
        version: 1,
        org: reseller.org,
        requestId,
        execution,
        ...more,
      }),
    );
}

/** Does the look that is due next, as the queue would bring it. */
async function poll(): Promise<void> {
  const { accountId: id, org } = reseller;
  const poller = await desk.tables.get('desk', pollerKey(org, id));
  const body = JSON.stringify({ kind: 'link.poll', org, id, at: poller?.['next'] });
  await invoke('links-provider', { Records: [{ messageId: 'poll', body }] });
}

async function invoke(group: string, payload: object): Promise<void> {
  const lambda = new LambdaClient(desk.cloud.aws);
  const FunctionName = `${deployed.functionPrefix}${group}`;
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
  if (answer.FunctionError) throw new Error(`${group}: ${Buffer.from(answer.Payload ?? []).toString()}`);
}

async function untilTold(requestId: Owned['requestId'], type: string): Promise<void> {
  await vi.waitFor(async () => {
    const { items } = (await expectOk(operator.getLinkRequestTimeline({ params: { requestId } }))).json;
    if (!items.some((entry) => entry.type === type)) throw new Error(`no ${type} yet`);
  }, patience);
}
