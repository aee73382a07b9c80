import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** A site that examines by itself what the reseller has accepted: China-site Tencent Cloud's way. */
const account = '200098765432';

async function setup() {
  const desk = await linkDesk({}, { poll: { firstSeconds: 60, maxSeconds: 3600 } });
  Object.assign(desk.provider.site, { approval: 'reseller_then_provider' });
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(account);
  await desk.pass(61);
  return { desk, id };
}

describe('R018: an application that the provider examines', () => {
  test('is waited for, named as the provider’s turn, and linked once the customer is listed', async () => {
    const { desk, id } = await setup();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_provider',
      waitingOn: { party: 'provider', for: 'provider_audit' },
    });
    await desk.pass(2 * DAY);
    expect(desk.record(id).status).toBe('awaiting_provider');
    desk.provider.link(account);
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'completed' });
    expect(desk.passed(id)).toEqual(expect.arrayContaining(['AwaitProvider', 'RecordAudit', 'PrepareAccount']));
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
  });

  test('that is gone without a customer has not passed; gone for a moment only, it may still', async () => {
    const { desk, id } = await setup();
    desk.provider.withdraw(account);
    await desk.pass(1200);
    expect(desk.record(id).status).toBe('awaiting_provider');
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'rejected' });
    expect(desk.record(id).reason).toContain('lists neither');
  });

  test('without an end ends the request in time, since nothing takes the acceptance back', async () => {
    const { desk, id } = await setup();
    const cancelled = await desk.request('POST /v1/link-requests/{requestId}/cancel', {
      params: { requestId: id },
      json: { reason: 'too slow' },
      rights: 'operator',
    });
    expect(cancelled.json).toMatchObject({ code: 'not_allowed_now' });
    await desk.pass(desk.record(id).windows.application + DAY);
    expect(desk.record(id)).toMatchObject({ status: 'expired' });
  });
});
