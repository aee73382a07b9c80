import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerPage, type Desk, mailedLink, runDueWork, sharedDesk, statesEntered } from '../support/desk.ts';
import { ahead, countCalls, cutPower, mentions, powerBack } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { patience } from '../support/patience.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterEach(() => desk.faults.reset());

const begin = () => follow(desk, sites['tencent-intl'](desk));
const starts = { service: 'states', operation: 'StartExecution' } as const;

describe('when the power fails', () => {
  test('while a customer is asked, the same page takes the answer afterwards, and the link completes', async () => {
    const followed = await begin();
    const { bench, reseller, customer } = followed;
    await followed.request();
    await followed.until('awaiting_customer');
    const page = await mailedLink(desk, customer.email);

    await cutPower(desk);
    await powerBack(desk);

    expect((await fetch(page)).status).toBe(200);
    expect((await answerPage(page, { verdict: 'confirmed', accountId: customer.uin })).status).toBe(200);
    const due = beatDueWork(desk);
    await followed.until('awaiting_application');
    await bench.apply(customer);
    const done = await followed.untilEnded();
    await due.end();
    expect(done).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await bench.effects(reseller)).toEqual(['invite', 'decide']);
    const states = await statesEntered(desk, done.execution);
    expect(states.filter((state) => state === 'InviteCustomer')).toHaveLength(1);
  });

  test('before an execution is started, the stream brings its entry again and the relay starts it', async () => {
    const followed = await begin();
    const start = desk.faults.hold({ ...starts, body: mentions(followed.reseller.org) });
    await followed.request();
    await start.arrived;

    await cutPower(desk);
    start.cut();
    await powerBack(desk);

    expect(await followed.until('awaiting_customer')).toMatchObject({ attempt: 1 });
    // a stream brings an entry at least once more; under one name all starts are one
    expect(countCalls(desk, 'StartExecution', followed.reseller.org)).toBeGreaterThanOrEqual(2);
  });
});

test('a start that was taken for made is found by the watch two minutes later, and made as a second attempt', async () => {
  const followed = await begin();
  desk.faults.answer({ ...starts, body: mentions(followed.reseller.org) }, { error: 'ExecutionAlreadyExists' });
  await followed.request();
  await vi.waitUntil(() => countCalls(desk, 'PutEvents', followed.reseller.org) > 0, patience);
  await runDueWork(desk);
  expect(await followed.look()).toMatchObject({ status: 'checking', attempt: 1 });

  await ahead(desk, ['due', 'links-work'], 125, async () => {
    await runDueWork(desk);
    await followed.untilAttempt(2);
  });
  expect(await followed.until('awaiting_customer')).toMatchObject({ attempt: 2 });
});
