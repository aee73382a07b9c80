import { describe, expect, test } from 'vitest';
import { Agency, partner, secondTier, startBench } from '../../support/alibaba-bench.ts';

const uid = '1215848086704806';

async function startLinked() {
  const bench = await startBench();
  await bench.linked(uid);
  const { url, control } = bench;
  const client = await bench.clientOf();
  const isListed = async () => {
    const request = new Agency.GetAccountInfoRequest({ currentPage: 1, pageSize: 20, userType: '1' });
    return (await client.getAccountInfo(request)).body?.accountInfoList?.accountInfo?.length === 1;
  };
  const page = async (path: string) => (await fetch(new URL(path, url))).text();
  const submit = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, path: new URL(answer.url).pathname, text: await answer.text() };
  };
  return { ...bench, control, isListed, page, submit };
}

test('a relation ends when the partner opens it, the customer confirms and the provider is done', async () => {
  const { control, isListed } = await startLinked();
  expect(await control.openTermination({ by: partner, uid })).toMatchObject({ status: 'to_be_confirmed' });
  expect(await isListed()).toBe(true);
  expect(await control.answerTermination({ uid, answer: 'confirm' })).toMatchObject({ status: 'in_process' });
  expect(await isListed()).toBe(true);
  expect(await control.finishTermination(uid)).toMatchObject({
    status: 'terminated',
    steps: [{ by: 'partner' }, { by: 'customer' }, { by: 'provider' }],
  });
  expect(await isListed()).toBe(false);
  expect((await control.readState()).customers[uid]).toMatchObject({ partner: null, formerPartners: [partner] });
});

describe('a termination', () => {
  test('that the customer rejects, or the partner takes back, leaves the account Normal and can be opened anew', async () => {
    const { control, isListed, page } = await startLinked();
    await control.openTermination({ by: partner, uid });
    expect(await control.answerTermination({ uid, answer: 'reject', reason: 'We stay' })).toMatchObject({
      status: 'rejected',
      steps: [{}, { reason: 'We stay' }],
    });
    await control.openTermination({ by: partner, uid });
    expect(await control.withdrawTermination({ by: partner, uid })).toMatchObject({ status: 'withdrawn' });
    expect(await isListed()).toBe(true);
    expect(await page(`/console/customers?account=${partner}`)).toContain('<td>Normal</td>');
    await control.openTermination({ by: partner, uid });
  });

  test('takes its steps in order, by those whose they are', async () => {
    const { control } = await startLinked();
    const notNow = { status: 409, code: 'not_at_this_step' };
    await expect(control.answerTermination({ uid, answer: 'confirm' })).rejects.toMatchObject(notNow);
    await expect(control.openTermination({ by: secondTier, uid })).rejects.toMatchObject({ code: 'not_your_customer' });
    await control.openTermination({ by: partner, uid });
    await expect(control.finishTermination(uid)).rejects.toMatchObject(notNow);
    await expect(control.openTermination({ by: partner, uid })).rejects.toMatchObject({ code: 'already_open' });
    await expect(control.withdrawTermination({ by: secondTier, uid })).rejects.toMatchObject({ status: 404 });
    await control.answerTermination({ uid, answer: 'confirm' });
    await expect(control.withdrawTermination({ by: partner, uid })).rejects.toMatchObject(notNow);
  });
});

describe('the pages', () => {
  test('take a person through a termination, each saying that it is a simulator', async () => {
    const { page, submit } = await startLinked();
    expect(await page('/console')).toContain('This is not Alibaba Cloud');
    expect(await submit('/console/terminate', { account: partner, uid })).toMatchObject({
      path: '/console/customers',
      text: expect.stringContaining('To Be Confirmed'),
    });
    const confirmed = await submit('/console/account/answer', { uid, answer: 'confirm' });
    expect(confirmed.text).toContain('In Process');
    expect((await submit('/console/finish', { account: partner, uid })).text).toContain('Terminated');
    expect(await page(`/console/account?uid=${uid}`)).toContain('Without a partner.');
  });

  test('take a customer from the mail to its account', async () => {
    const { invite, page, submit } = await startLinked();
    const { invitation } = await invite();
    const sent = await page(`/console/invitations?account=${partner}`);
    expect(sent).toContain(`/register?token=${invitation.token}`);
    expect(await page(`/register?token=${invitation.token}`)).toContain('value="SG"');
    const form = { token: invitation.token, name: '', email: 'ops@wrenhollow.example.com', country: 'SG', uid: '' };
    expect(await submit('/register', form)).toMatchObject({
      status: 400,
      text: expect.stringContaining('A name is needed.'),
    });
    const done = await submit('/register', { ...form, name: '<b>Wrenhollow</b>' });
    expect(done).toMatchObject({ status: 200, path: '/register/done' });
    expect(done.text).toContain('associated with the partner');
    expect(await page(`/console/customers?account=${partner}`)).toContain('&lt;b&gt;Wrenhollow&lt;/b&gt;');
    expect((await submit('/register', { ...form, name: 'Again' })).status).toBe(409);
  });

  test('set the switches of a customer, and tell the API who changed the one of orders', async () => {
    const { control, submit } = await startLinked();
    await submit('/console/customer', { account: partner, uid, frozen: 'on', banned: 'on', policy: 'noStop' });
    expect((await control.readState()).customers[uid]).toMatchObject({
      isFrozen: true,
      shutdownPolicy: 'noStop',
      newBuyStatus: 'ban',
      purchaseRecords: [{ changedType: 'ban', path: 'ACPN', operator: partner }],
    });
  });

  test('refuse what is not there, and what is somebody else’s', async () => {
    const { url, submit } = await startLinked();
    const status = async (path: string) => (await fetch(new URL(path, url))).status;
    expect(await status('/console/nothing')).toBe(404);
    expect(await status('/register?token=none')).toBe(404);
    expect(await status(`/console/customer?account=${secondTier}&uid=${uid}`)).toBe(404);
    expect(await status('/elsewhere')).toBe(404);
    expect((await submit('/console/terminate', { account: secondTier, uid })).status).toBe(404);
  });
});
