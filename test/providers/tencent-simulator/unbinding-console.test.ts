import { describe, expect, test } from 'vitest';
import { days, distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';

/** A person with a browser without script: forms are posted, redirects followed. */
async function setup(owner = reseller, state: object = {}) {
  const bench = await startBench();
  await bench.linked(uin, owner, state);
  const read = async (answer: Response) => ({ status: answer.status, url: answer.url, text: await answer.text() });
  const open = async (path: string) => read(await fetch(new URL(path, bench.url)));
  const post = async (path: string, fields: Record<string, string>) =>
    read(await fetch(new URL(path, bench.url), { method: 'POST', body: new URLSearchParams(fields) }));
  return {
    ...bench,
    open,
    post,
    submit: (account = owner) => post('/console/unbind', { account, uin, noticeAccepted: 'on' }),
    record: async () => (await bench.control.listUnbindings({ uin })).records[0],
  };
}

describe('the pretend console', () => {
  test('says on every page that it is one, and lets a person choose who to be', async () => {
    const { open } = await setup();
    for (const path of [
      '/console',
      `/console/customers?account=${reseller}`,
      `/console/customer?account=${reseller}&uin=${uin}`,
      `/console/unbind?account=${reseller}&uin=${uin}`,
      `/console/unbinding-customers?account=${reseller}`,
      `/console/account?uin=${uin}`,
    ]) {
      const { status, text } = await open(path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).toContain('This is not Tencent Cloud.');
      expect(text).not.toContain('<script');
    }
    expect((await open('/console')).text).toContain(`href="/console/customers?account=${secondLevel}"`);
  });

  test('leads from Customer Management to the released customer', async () => {
    const { open, post, submit, record } = await setup();
    const management = await open(`/console/customers?account=${reseller}`);
    expect(management.text).toContain('Unbind Reselling Relationship');
    const submitted = await submit();
    expect(submitted).toMatchObject({ status: 200, url: expect.stringContaining('/console/unbinding-customers') });
    expect(submitted.text).toContain('Awaiting customer confirmation');
    expect((await open(`/console/customers?account=${reseller}`)).text).toContain('Being unbound: UB');

    expect((await open(`/console/account?uin=${uin}`)).text).toContain('Confirm Unbinding');
    expect((await post('/console/account/answer', { uin, answer: 'confirm', reason: '' })).text).toContain(
      'Awaiting card binding',
    );
    const done = await post('/console/account/card', { uin, completeDetails: 'on' });
    expect(done.text).toContain('Official website customer.');
    expect(done.text).not.toContain('Start unbinding');
    expect(await record()).toMatchObject({ status: 'completed' });
    expect((await open(`/console/unbinding-customers?account=${reseller}`)).text).toContain('Unbound');
    expect((await open(`/console/customers?account=${reseller}`)).text).not.toContain(uin);
  });

  test('shows a refusal above the form that was sent, and changes nothing', async () => {
    const { post, submit, record } = await setup(reseller, { organisation: 'admin' });
    const untold = await post('/console/unbind', { account: reseller, uin });
    expect(untold).toMatchObject({ status: 409 });
    expect(untold.text).toContain('Read the notice and tick');
    expect(untold.text).toContain('Submit Application');
    const blocked = await submit();
    expect(blocked.status).toBe(409);
    expect(blocked.text).toMatch(/role="alert">The customer is a group administrator\./);
    expect(await record()).toBeUndefined();
  });

  test('lets the condition be mended where it belongs', async () => {
    const blocks = {
      uninterruptedService: { prepaid: true, postpaid: true },
      force: 2,
      discountsActive: true,
      organisation: 'member',
      sharedUnit: 'joined',
      bills: [{ month: '2024-02', payMode: 'postPay', actionType: 'postpay_deduct_h', amount: '7.00', paid: false }],
    };
    const { control, open, post, submit, record } = await setup(reseller, blocks);
    expect((await open(`/console/customer?account=${reseller}&uin=${uin}`)).text).toContain('Overdue: 7.00 USD');
    await post('/console/customer', { account: reseller, uin });
    await post('/console/settle', { account: reseller, uin });
    await post('/console/account/leave', { uin, what: 'group' });
    await post('/console/account/leave', { uin, what: 'unit' });
    expect((await submit()).status).toBe(200);
    await post('/console/account/answer', { uin, answer: 'confirm' });
    await post('/console/customer', { account: reseller, uin, postpaid: 'on' });
    const kept = await post('/console/account/card', { uin, completeDetails: 'on' });
    expect(kept.text).toContain('privilege for postpaid services is on');
    const { number = '' } = (await record()) ?? {};
    expect((await post('/console/recheck', { account: reseller, number })).text).toContain('Conditions not met');
    await control.setCustomer({ uin, uninterruptedService: { prepaid: false, postpaid: false } });
    await post('/console/account/recheck', { uin, number });
    expect(await record()).toMatchObject({ status: 'completed' });
  });

  test('offers the review to the distributor only, and the confirmation only after it', async () => {
    const { open, post, submit, record } = await setup(secondLevel);
    expect((await submit()).text).not.toContain('>Approve<');
    expect((await open(`/console/account?uin=${uin}`)).text).not.toContain('Confirm Unbinding');
    expect((await post('/console/account/answer', { uin, answer: 'confirm' })).status).toBe(409);
    expect((await open(`/console/unbinding-customers?account=${distributor}`)).text).toContain('>Approve<');
    const { number = '' } = (await record()) ?? {};
    expect((await post('/console/review', { account: reseller, number, decision: 'approve' })).status).toBe(404);
    await post('/console/review', { account: distributor, number, decision: 'approve', reason: '' });
    expect((await open(`/console/account?uin=${uin}`)).text).toContain('Confirm Unbinding');
    await post('/console/account/answer', { uin, answer: 'reject', reason: 'not agreed' });
    expect((await open(`/console/unbinding-customers?account=${secondLevel}`)).text).toContain('not agreed');
  });

  test('lets the submitter withdraw, and a customer what it started', async () => {
    const { open, post, submit, record } = await setup();
    await submit();
    const { number = '' } = (await record()) ?? {};
    expect((await post('/console/withdraw', { account: reseller, number })).text).toContain('Withdrawn');
    expect((await post('/console/withdraw', { account: reseller, number })).status).toBe(409);

    expect((await post('/console/account/start', { uin })).text).toContain('Under review by reseller');
    const started = (await record())?.number ?? '';
    expect((await open(`/console/unbinding-customers?account=${reseller}`)).text).toContain('>Refuse<');
    expect((await post('/console/account/withdraw', { uin, number: started })).text).toContain('Withdrawn');
  });

  test('shows by itself what the provider’s clock has decided', async () => {
    const { control, open, post } = await setup();
    await post('/console/account/start', { uin });
    await control.moveClock(days(10));
    expect((await open(`/console/unbinding-customers?account=${reseller}`)).text).toContain('Awaiting card binding');
  });

  test('exports the list as the control API does', async () => {
    const { url, control, submit } = await setup(reseller, { name: '青禾在线教育有限公司' });
    await submit();
    const file = await fetch(new URL(`/console/unbinding-customers.csv?account=${reseller}`, url));
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await file.text()).toBe((await control.exportUnbindings(reseller)).csv);
  });

  test('escapes what it shows, and refuses what there is not', async () => {
    const { open, post } = await setup(reseller, { name: '<b>Bold & Co</b>' });
    const { text } = await open(`/console/customers?account=${reseller}&search=%3Cb%3E`);
    expect(text).toContain('&lt;b&gt;Bold &amp; Co&lt;/b&gt;');
    expect(text).toContain('value="&lt;b&gt;"');
    for (const path of [
      '/console/nothing',
      '/console/customers?account=1',
      `/console/customer?account=${distributor}&uin=${uin}`,
      '/console/account?uin=77777',
      '/console/unbinding-customers.csv?account=1',
    ]) {
      expect([path, (await open(path)).status]).toEqual([path, 404]);
    }
    expect((await post('/console/nothing', {})).status).toBe(404);
    expect((await post('/console/unbind', { account: 'x' })).status).toBe(400);
  });
});
