import { describe, expect, test } from 'vitest';
import { remedyOf } from '../../../functions/links/remedies.ts';
import type { RemedyCode } from '../../../functions/providers/failure.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** R147: an account that the customer has to mend first is waited for, and the provider is asked again on request. */
const customer = '200098765432';
const decided = [
  'LoadRequest',
  'CheckRequest',
  'AwaitCustomer',
  'RecordCustomerAnswer',
  'InviteCustomer',
  'AwaitApplication',
  'RecordApplication',
  'ApproveApplication',
];
const waited = [...decided, 'AwaitCustomerRemedy', 'RecordRemedy'];
const linked = ['PrepareAccount', 'Activate', 'Completed'];

const setup = async (...then: ('customer_must_act' | 'refused' | 'lost_done' | 'throttled')[]) => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.will('decideApplication', 'customer_must_act', ...then);
  desk.provider.apply(customer);
  await desk.pass(61);
  return { desk, id };
};

describe('R147: an account that the provider does not take yet', () => {
  test('is a wait with what has to be mended and the provider’s own words, not a failure', async () => {
    const { desk, id } = await setup();
    expect(desk.passed(id)).toEqual([...decided, 'AwaitCustomerRemedy']);
    const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
    expect(json.linkRequest).toMatchObject({
      status: 'awaiting_customer_remedy',
      group: 'approved',
      waitingOn: { party: 'customer', for: 'customer_account' },
      remedy: { code: 'settle_balance', times: 1, raw: { code: 'FailedOperation.Theirs', message: 'words of theirs' } },
    });
    expect(json.linkRequest.turn).toContain('The customer has to pay in what is due.');
    expect(JSON.stringify(desk.lastTold(id))).not.toContain('words of theirs');
  });

  test('is accepted once it is mended and somebody says so', async () => {
    const { desk, id } = await setup();
    expect((await desk.tryAgain(id)).status).toBe(202);
    await desk.settle();
    expect(desk.passed(id)).toEqual([...waited, 'ApproveApplication', ...linked]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', rounds: { remedy: 1 } });
    expect(desk.record(id).remedy).toBeUndefined();
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(2);
  });

  test('is waited for anew when it is not mended after all', async () => {
    const { desk, id } = await setup('customer_must_act');
    await desk.tryAgain(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_customer_remedy',
      rounds: { remedy: 2 },
      remedy: { times: 2 },
    });
  });

  test('R071: is not asked for a third time without anything changed, until a pause is over', async () => {
    const { desk, id } = await setup('customer_must_act');
    await desk.tryAgain(id);
    await desk.settle();
    const { retryFrom } = desk.record(id).remedy ?? {};
    const refused = await desk.tryAgain(id);
    expect(refused).toMatchObject({
      status: 409,
      json: { code: 'retry_too_soon', params: { until: retryFrom, because: 'settle_balance' } },
    });
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(2);
    await desk.pass(3600);
    expect((await desk.tryAgain(id)).status).toBe(202);
    await desk.settle();
    expect(desk.record(id).status).toBe('completed');
  });

  test('R071: is asked for at once when somebody says what has changed', async () => {
    const { desk, id } = await setup('customer_must_act');
    await desk.tryAgain(id);
    await desk.settle();
    expect((await desk.tryAgain(id, { changed: 'they paid in on Monday' })).status).toBe(202);
    await desk.settle();
    expect(desk.record(id).status).toBe('completed');
  });

  test('R036: ends expired when it is never mended', async () => {
    const { desk, id } = await setup();
    await desk.pass(30 * DAY);
    expect(desk.passed(id)).toEqual([...waited, 'Expired']);
    expect(desk.record(id)).toMatchObject({ reason: 'the customer did not mend its account in time' });
  });

  test('ends failed when the provider then refuses for good', async () => {
    const { desk, id } = await setup('refused');
    await desk.tryAgain(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'failed', failure: { code: 'account_is_partner' } });
  });

  test.each(['lost_done', 'throttled'] as const)(
    'is asked for once more only, whatever becomes of it (%s)',
    async (how) => {
      const { desk, id } = await setup(how);
      await desk.tryAgain(id);
      await desk.pass(1200);
      expect(desk.record(id).status).toBe('completed');
      expect(desk.provider.callsOf('decideApplication')).toHaveLength(how === 'throttled' ? 3 : 2);
    },
  );

  test('is asked for once by one click that is made twice, and by fifty that are made at once', async () => {
    const { desk, id } = await setup();
    const call = { params: { requestId: id }, json: {}, key: 'the-same-key' };
    const route = 'POST /v1/link-requests/{requestId}/approval';
    const all = await Promise.all(Array.from({ length: 50 }, () => desk.request(route, call)));
    await desk.settle();
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await desk.request(route, call)).status).toBe(202);
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(2);
  });

  test('can not be asked for while nothing has to be mended', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    await desk.settle();
    expect(await desk.tryAgain(id)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });
});

test.each<[RemedyCode, string]>([
  ['leave_organization', 'customer_account'],
  ['leave_savings_plan', 'customer_account'],
  ['settle_balance', 'customer_account'],
  ['verify_identity', 'customer_documents'],
])('R033, R042: what is waited for has a name of its own (%s is %s)', (code, what) => {
  expect(remedyOf(code).for).toBe(what);
  expect(remedyOf(code).text).toContain('The customer has to');
});
