import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerPage,
  type Desk,
  expectOk,
  mailedLink,
  runDueWork,
  sharedDesk,
  statesEntered,
  untilStatus,
} from '../support/desk.ts';
import { ahead, countCalls, heldToken, killWorkers, mentions } from '../support/desk-faults.ts';
import { transactionConflict } from '../support/fault-proxy.ts';
import { type Followed, follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterAll(() => desk.faults.reset());

/** A request whose machine waits for the customer, and the page that the customer holds. */
async function setup() {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  await followed.request();
  await followed.until('awaiting_customer');
  const page = await mailedLink(desk, followed.customer.email);
  const yes = () => answerPage(page, { verdict: 'confirmed', accountId: followed.customer.uin });
  const no = () => answerPage(page, { verdict: 'rejected', reason: 'not now' });
  return { ...followed, page, yes, no };
}

function tokenOf({ reseller, requestId }: Followed): Promise<string> {
  return heldToken(desk, { org: reseller.org, subject: requestId(), kind: 'customer', round: 1 });
}

const waking = (token: string) => ({ service: 'states', operation: 'SendTaskSuccess', body: mentions(token) });

async function entriesOf({ operator, requestId }: Followed): Promise<string[]> {
  const query = { limit: 100 };
  const { items } = (await expectOk(operator.getLinkRequestTimeline({ params: { requestId: requestId() }, query })))
    .json;
  return items.map(({ type }) => type);
}

const timesOf = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;

/** Fifty clients over eight connections at a time. */
async function eightAtATime(count: number, post: (number: number) => Promise<Response>) {
  const answers: { status: number; html: string }[] = [];
  let next = 0;
  const client = async () => {
    while (next < count) {
      next += 1;
      const answer = await post(next);
      answers.push({ status: answer.status, html: await answer.text() });
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return answers;
}

describe('fifty answers at once', () => {
  test.for([0, 1, 2, 3])(
    'with %i conflicts of transactions: one is recorded, and everyone gets a page',
    async (conflicts) => {
      const followed = await setup();
      const { yes, no, requestId } = followed;
      desk.faults.answer(
        {
          service: 'dynamodb',
          operation: 'TransactWriteItems',
          body: mentions(requestId(), 'DECISION#customer'),
          times: conflicts,
        },
        transactionConflict(4, 0, 2),
      );
      const answers = await eightAtATime(50, (number) => (number % 2 ? no() : yes()));

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
      expect(answers.every(({ html }) => html.includes('</html>'))).toBe(true);
      const thanked = answers.filter(({ status }) => status === 200).map(({ html }) => html);
      const saidYes = !thanked[0]?.includes('data-code="no_recorded"');
      expect(thanked.every((html) => html.includes('data-code="no_recorded"') !== saidYes)).toBe(true);
      await followed.until(saidYes ? 'awaiting_application' : 'rejected');
      const entries = await entriesOf(followed);
      expect(timesOf(entries, 'decision.recorded')).toBe(1);
      expect(timesOf(entries, saidYes ? 'link_request.inviting' : 'link_request.rejected')).toBe(1);
    },
  );
});

describe('an answer', () => {
  test('whose worker dies before the machine is told is brought there by due work, and once only', async () => {
    const followed = await setup();
    const { bench, reseller, customer, page, yes } = followed;
    const delivery = desk.faults.hold(waking(await tokenOf(followed)));
    const answered = yes();
    await delivery.arrived;
    await killWorkers(desk, 'decisions-public');
    expect((await answered).status).toBeGreaterThanOrEqual(500);
    expect(await (await fetch(page)).text()).toContain('data-code="in_preparation"');
    expect(await followed.look()).toMatchObject({ status: 'awaiting_customer' });

    await runDueWork(desk);
    await followed.until('awaiting_application');
    delivery.release();
    await bench.apply(customer);
    await untilStatus(desk, followed.operator, followed.requestId(), 'completed');
    expect(await bench.effects(reseller)).toEqual(['invite', 'decide']);
    const states = await statesEntered(desk, `${followed.requestId()}-1`);
    expect([timesOf(states, 'RecordCustomerAnswer'), timesOf(states, 'InviteCustomer')]).toEqual([1, 1]);
  });

  test('that due work has claimed when its worker dies is handed out again when the lease is over', async () => {
    const followed = await setup();
    const { requestId, yes } = followed;
    // the page's own way to the machine: the SDK tries three times
    const token = await tokenOf(followed);
    desk.faults.dropCall({ ...waking(token), times: 3 });
    const claim = desk.faults.holdAnswer({
      service: 'dynamodb',
      operation: 'TransactWriteItems',
      body: mentions(requestId(), '#decision.deliver#', 'leaseUntil'),
    });
    expect((await yes()).status).toBe(200);
    const run = runDueWork(desk);
    await claim.arrived;
    await killWorkers(desk, 'due');
    claim.cut();
    await run;

    await runDueWork(desk);
    expect(countCalls(desk, 'SendTaskSuccess', token)).toBe(3);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_customer' });
    await ahead(desk, ['due'], 125, () => runDueWork(desk));
    await followed.until('awaiting_application');
    expect(countCalls(desk, 'SendTaskSuccess', token)).toBe(4);
  });
});
