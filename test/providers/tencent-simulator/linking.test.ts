import { describe, expect, test } from 'vitest';
import { days, distributor, reseller, startBench, tokenOf } from '../../support/tencent-bench.ts';

const uin = '200099990001';
const customer = { uin, name: '青禾在线教育有限公司', email: 'cloud@qinghe.example.com' };

async function invited(bench: Awaited<ReturnType<typeof startBench>>) {
  const client = await bench.clientOf();
  const { InvitationLink } = await client.request('CreateAndSendClientInvitationMail', { Email: 'it@example.com' });
  const token = tokenOf(InvitationLink);
  const info = async () => (await client.request('QueryInvitationInfo', { InvitationToken: [token] })).InvitationInfo;
  return { client, token, info, link: String(InvitationLink) };
}

describe('linking', () => {
  test('runs from the invitation over the customer’s application to the bound customer', async () => {
    const bench = await startBench();
    await bench.control.moveClock({ set: '2026-03-04T16:30:00.000Z' });
    const { client, token, info } = await invited(bench);
    expect(await info()).toEqual([
      {
        InvitationToken: token,
        CreateTime: '2026-03-05 00:30:00',
        Status: 1,
        UseTime: '',
        ClientUin: 0,
        ClientMail: '',
        ClientType: 2,
        BindTime: '',
      },
    ]);

    await bench.control.submitByLink({ token, ...customer });
    expect(await info()).toMatchObject([
      { Status: 2, ClientUin: Number(uin), ClientMail: 'clo*********@qinghe.example.com', BindTime: '' },
    ]);
    expect(await client.request('QueryPendingClientsV2', { Page: 1, PageSize: 10 })).toMatchObject({
      Total: 1,
      Data: [{ ClientUin: uin, Name: customer.name, Type: 'A', Mobile: '852******01', Status: 'Reviewing' }],
    });

    await client.request('ApproveClientApply', { ClientUin: Number(uin), ApproveType: 'pass' });
    expect(await info()).toMatchObject([{ Status: 2, BindTime: '2026-03-05 00:30:00' }]);
    expect(await client.request('QueryPendingClientsV2', { Page: 1, PageSize: 10 })).toMatchObject({
      Total: 0,
      Data: null,
    });
    expect(await client.request('QueryCustomersCredit', { FilterType: 'ClientUin', Filter: uin })).toMatchObject({
      Total: 1,
      Data: [{ ClientUin: Number(uin), Credit: 0 }],
    });
  });

  test('is not bound to the account that was invited: another may use the link', async () => {
    const bench = await startBench();
    const { token, info } = await invited(bench);
    await bench.control.submitByLink({ token, uin: '200099990009', name: 'Someone else', email: 'else@example.org' });
    expect(await info()).toMatchObject([{ Status: 2, ClientUin: 200099990009 }]);
  });

  test('ends with a rejection, which needs a reason', async () => {
    const bench = await startBench();
    const client = await bench.clientOf();
    await bench.control.applyUnasked({ partner: reseller, ...customer });
    const reject = { ClientUin: Number(uin), ApproveType: 'reject' };
    await expect(client.request('ApproveClientApply', reject)).rejects.toMatchObject({ code: 'MissingParameter' });
    await client.request('ApproveClientApply', { ...reject, RejectReason: 'not ours' });
    await expect(client.request('ApproveClientApply', { ...reject, ApproveType: 'pass' })).rejects.toMatchObject({
      code: 'FailedOperation.ClientNotApply',
    });
  });

  test('ends when the customer withdraws', async () => {
    const bench = await startBench();
    const client = await bench.clientOf();
    await bench.control.applyUnasked({ partner: reseller, ...customer });
    await bench.control.withdraw({ uin });
    expect(await client.request('QueryPendingClientsV2', { Page: 1, PageSize: 10 })).toMatchObject({ Total: 0 });
  });

  test.each([
    [{ subAccount: true }, 'InvalidParameterValue.UinIsSubAccount'],
    [{ keyAccount: true }, 'FailedOperation.UinAlreadyKA'],
    [{ reseller: distributor }, 'InvalidParameterValue.UinAlreadyClient'],
    [{ organisation: 'member' as const }, 'FailedOperation.BindOrganizationAccount'],
    [{ organisation: 'admin' as const }, 'FailedOperation.BindOrganizationAccount'],
    [{ savingsPlan: true }, 'FailedOperation.ClientBuySP'],
    [{ sharedUnit: 'created' as const }, 'FailedOperation.ClientCreateShareUnit'],
    [{ sharedUnit: 'joined' as const }, 'FailedOperation.ClientJoinShareUnit'],
    [{ balance: '-0.01' }, 'FailedOperation.ClientBalanceIsLessOrEqualZero'],
  ])('is refused for a customer with %o, and goes on once that is mended', async (state, code) => {
    const bench = await startBench();
    const client = await bench.clientOf();
    await bench.control.applyUnasked({ partner: reseller, ...customer });
    const before = (await bench.control.readState()).customers[uin];
    await bench.control.setCustomer({ uin, ...state });
    const pass = { ClientUin: Number(uin), ApproveType: 'pass' };
    await expect(client.request('ApproveClientApply', pass)).rejects.toMatchObject({ code });
    await bench.control.setCustomer({ uin, ...before });
    await client.request('ApproveClientApply', pass);
    expect((await bench.control.readState()).customers[uin]).toMatchObject({ reseller });
  });

  test('is refused for reasons of the partner: quota, lost role, somebody else’s application, nobody’s UIN', async () => {
    const bench = await startBench();
    const client = await bench.clientOf();
    const pass = { ClientUin: Number(uin), ApproveType: 'pass' };
    const code = () => client.request('ApproveClientApply', pass).catch((error: { code: string }) => error.code);
    const codes = [await code()];
    await bench.control.applyUnasked({ partner: distributor, ...customer });
    codes.push(await code());
    await bench.control.applyUnasked({ partner: reseller, ...customer });
    await bench.control.setAccount({ uin: reseller, maxCustomers: 0 });
    codes.push(await code());
    await bench.control.setAccount({ uin: reseller, revoked: true });
    codes.push(await code());
    expect(codes).toEqual([
      'InvalidParameterValue.InvalidUin',
      'UnauthorizedOperation.UinNoAuth',
      'FailedOperation.ExceedMaxBindCount',
      'FailedOperation.UinNotReseller',
    ]);
  });

  test('pages through the applications, newest first', async () => {
    const bench = await startBench();
    const client = await bench.clientOf();
    for (const last of ['1', '2', '3']) {
      await bench.control.moveClock({ advanceMs: 1000 });
      await bench.control.applyUnasked({ partner: reseller, ...customer, uin: `20009999000${last}` });
    }
    expect(await client.request('QueryPendingClientsV2', { Page: 2, PageSize: 2 })).toMatchObject({
      Total: 3,
      Data: [{ ClientUin: '200099990001' }],
    });
    await expect(client.request('QueryPendingClientsV2', { Page: 1, PageSize: 101 })).rejects.toMatchObject({
      code: 'InvalidParameterValue',
    });
  });
});

describe('an invitation link', () => {
  test('opens for 30 days and not longer', async () => {
    const bench = await startBench();
    const { token, link } = await invited(bench);
    await bench.control.moveClock({ advanceMs: 30 * 86_400_000 - 60_000 });
    expect((await fetch(link)).status).toBe(200);
    await bench.control.moveClock({ advanceMs: 60_000 });
    expect((await fetch(link)).status).toBe(409);
    await expect(bench.control.submitByLink({ token, ...customer })).rejects.toMatchObject({ code: 'link_expired' });
  });

  test('still says "unused" after 30 days and is forgotten after 60', async () => {
    const bench = await startBench();
    const { token, info } = await invited(bench);
    await bench.control.moveClock(days(59));
    expect(await info()).toMatchObject([{ InvitationToken: token, Status: 1 }]);
    await bench.control.moveClock(days(1));
    expect(await info()).toBeNull();
  });

  test('serves one submission', async () => {
    const bench = await startBench();
    const { token } = await invited(bench);
    await bench.control.submitByLink({ token, ...customer });
    await expect(bench.control.submitByLink({ token, ...customer, uin: '200099990002' })).rejects.toMatchObject({
      code: 'link_used',
    });
  });

  test('is told to nobody but the partner that made it', async () => {
    const bench = await startBench();
    const { token } = await invited(bench);
    const other = await bench.clientOf(distributor);
    const answer = await other.request('QueryInvitationInfo', { InvitationToken: [token] });
    expect(answer.InvitationInfo).toBeNull();
  });

  test('for a second-level reseller leads to no application of a sub-customer', async () => {
    const bench = await startBench();
    const client = await bench.clientOf(distributor);
    const order = { Email: 'it@example.com', InvitationRole: 'SubAgent' };
    const token = tokenOf((await client.request('CreateAndSendClientInvitationMail', order)).InvitationLink);
    await bench.control.submitByLink({ token, ...customer });
    const { InvitationInfo } = await client.request('QueryInvitationInfo', { InvitationToken: [token] });
    expect(InvitationInfo).toMatchObject([{ Status: 2, ClientType: 1 }]);
    expect(await client.request('QueryPendingClientsV2', { Page: 1, PageSize: 10 })).toMatchObject({ Total: 0 });
  });

  test('appears in the call log only by its end', async () => {
    const bench = await startBench();
    const { token, info } = await invited(bench);
    await info();
    const { calls } = await bench.control.listCalls({ action: 'QueryInvitationInfo' });
    expect(JSON.stringify(calls)).not.toContain(token);
    expect(calls).toMatchObject([{ parameters: { InvitationToken: [`…${token.slice(-4)}`] }, outcome: 'ok' }]);
  });
});

test('a person plays the customer on the page behind the link', async () => {
  const bench = await startBench();
  const { link, token, info } = await invited(bench);
  const page = await (await fetch(link)).text();
  expect(page).toContain('SIMULATOR. This is not Tencent Cloud.');
  expect(page).toContain('Harbour Lantern Cloud Ltd');
  expect(page).not.toContain('<script');

  const fill = (fields: Record<string, string>) =>
    fetch(new URL('/register', link), {
      method: 'POST',
      body: new URLSearchParams({ RegisterToken: token, ...customer, ...fields }),
    });
  const refused = await fill({ email: '"><b>no address' });
  expect(refused.status).toBe(400);
  const again = await refused.text();
  expect(again).toContain('An e-mail address is needed.');
  expect(again).not.toContain('<b>no address');

  expect((await fill({})).status).toBe(200);
  expect(await info()).toMatchObject([{ Status: 2, ClientUin: Number(uin) }]);
});
