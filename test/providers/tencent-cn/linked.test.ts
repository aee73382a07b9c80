import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';
import { account, otherPartner, partner, startChina } from '../../support/tencent-cn-port.ts';

const gathered = ['account_identifier', 'signatory', 'billing_terms'];
const tickPath = 'POST /v1/link-requests/{requestId}/sheet/steps/{step}';

/** A desk in memory whose provider is the China site of a simulator, with a request whose customer has been given the link. */
async function setup(flag: 'a' | 'b') {
  const site = await startChina();
  await site.client(account, null, { flag });
  const desk = await linkDesk({}, { poll: { firstSeconds: 60, maxSeconds: 3600 } }, 'tencent-cn');
  Object.assign(desk.provider.port, site.port);
  const customer = { name: desk.wish.customer.name, accountId: account, accountIdAgain: account };
  const sent = await desk.request('POST /v1/link-requests', {
    json: { ...desk.wish, gathered, customer },
    rights: 'operator',
  });
  if (sent.status !== 201) throw new Error(sent.text);
  const id = String(sent.json.linkRequest.id);
  await desk.settle();
  await desk.answer({ verdict: 'confirmed', accountId: account });
  await desk.settle();
  const invited = { choice: 'invited', time: desk.now() };
  for (const step of [1, 2, 3, 4]) {
    const params = { requestId: id, step: String(step) };
    await desk.request(tickPath, { params, json: step === 4 ? invited : {}, rights: 'operator' });
  }
  await desk.settle();
  expect(desk.record(id).status).toBe('awaiting_application');
  return { ...site, desk, id, status: () => desk.record(id).status };
}

describe('B03, R018: a customer of the China site, through the whole of linking', () => {
  test('is linked once it has applied, with the link of our console and our yes', async () => {
    const { desk, id, china, control } = await setup('a');
    await china.apply({ partner, uin: account });
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({ status: 'completed', application: { account, word: '1' } });
    expect((await control.listCalls({ action: 'AuditApplyClient' })).calls).toHaveLength(1);
  });

  test('that Tencent Cloud audits is linked when that has passed, however long it takes', async () => {
    const { desk, id, china, status } = await setup('b');
    await china.apply({ partner, uin: account });
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_provider',
      waitingOn: { party: 'provider', for: 'provider_audit' },
    });
    await china.endAudit({ uin: account, verdict: 'to_channel' });
    await desk.pass(DAY);
    expect(status()).toBe('awaiting_provider');
    await china.endAudit({ uin: account, verdict: 'pass' });
    await desk.pass(DAY);
    expect(status()).toBe('completed');
  });

  test('that Tencent Cloud refuses is not', async () => {
    const { desk, china, status } = await setup('b');
    await china.apply({ partner, uin: account });
    await desk.pass(61);
    await china.endAudit({ uin: account, verdict: 'refuse' });
    await desk.pass(DAY);
    expect(status()).toBe('rejected');
  });

  test('whom a colleague has accepted in the console is linked without another decision', async () => {
    const { desk, client, status } = await setup('a');
    await client(account, partner);
    await desk.pass(61);
    expect(status()).toBe('completed');
  });

  test('who applies to somebody else is still waited for', async () => {
    const { desk, china, status } = await setup('a');
    await china.apply({ partner: otherPartner, uin: account });
    await desk.pass(DAY);
    expect(status()).toBe('awaiting_application');
  });
});
