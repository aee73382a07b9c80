import { describe, expect, test } from 'vitest';
import { Agency, days, invited, newCustomer, partner, secondTier, startBench } from '../../support/alibaba-bench.ts';

const idOf = (digits: string) => digits as unknown as number;
const form = { name: 'Wrenhollow Games Ltd', email: 'ops@wrenhollow.example.com', country: 'SG' };

async function startInvited(more: object = {}) {
  const bench = await startBench();
  const { invitation, answer } = await bench.invite(more);
  const client = await bench.clientOf();
  const statuses = async (...ids: string[]) => {
    const inviteStatusList = ids.map((id) => new Agency.GetInviteStatusRequestInviteStatusList({ inviteId: idOf(id) }));
    const { body } = await client.getInviteStatus(new Agency.GetInviteStatusRequest({ inviteStatusList }));
    return body;
  };
  const status = async () => (await statuses(invitation.id))?.data?.inviteStatus?.[0]?.inviteStatusList;
  const unassociated = async () => {
    const request = new Agency.GetUnassociatedCustomerRequest({ currentPage: 1, pageSize: 10 });
    return (await client.getUnassociatedCustomer(request)).body?.inviteInfoList?.inviteInfo;
  };
  const resend = async () => {
    const { body } = await client.resendEmail(new Agency.ResendEmailRequest({ inviteId: idOf(invitation.id) }));
    return body?.code;
  };
  return { ...bench, client, invitation, answer, statuses, status, unassociated, resend };
}

test('a customer is registered, invited, opens the URL, submits and is associated on the terms of the invitation', async () => {
  const { control, invitation, status, unassociated, client, url } = await startInvited({ newBuyStatus: 'ban' });
  expect(await status()).toMatchObject({ status: 0, cid: Number(invitation.cid), parentId: partner });
  expect(await unassociated()).toMatchObject([{ status: 0, email: 'ops@wrenhollow.example.com' }]);
  const page = await (await fetch(`${url}/register?token=${invitation.token}`)).text();
  expect(page).toContain('Harbour Lantern Cloud Ltd');
  expect(await status()).toMatchObject({ status: 3 });
  expect(await unassociated()).toMatchObject([{ status: 3 }]);
  const { uid } = await control.register({ invitation: invitation.token, ...form });
  expect(await status()).toMatchObject({
    status: 2,
    associationSuccessTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    uid: Number(uid),
  });
  expect(await unassociated()).toEqual([]);
  const { body } = await client.getCreditInfo(new Agency.GetCreditInfoRequest({ uid: idOf(uid ?? '') }));
  expect(body?.data).toMatchObject({
    creditLine: '500.00',
    newBuyStatus: 'ban',
    zeroCreditShutdownPolicy: 'immediatelyStop',
  });
});

test('ids of invitations are 64-bit numbers, which JSON.parse loses and text keeps', async () => {
  const { invitation, text, answer } = await startInvited();
  expect(Number.isSafeInteger(Number(invitation.id))).toBe(false);
  expect(answer?.results?.result?.[0]?.result?.inviteId).toBe(Number(invitation.id));
  const raw = await text('GetUnassociatedCustomer', { CurrentPage: '1', PageSize: '10' });
  expect(raw).toContain(`"InviteId":${invitation.id},`);
});

test('an id that lost its last digits on the way is nobody’s', async () => {
  const { client, invitation } = await startInvited();
  const rounded = BigInt(Number(invitation.id)).toString();
  expect(rounded).not.toBe(invitation.id);
  const request = new Agency.ResendEmailRequest({ inviteId: idOf(rounded) });
  await expect(client.resendEmail(request)).rejects.toMatchObject({ code: 'InvalidParam.InviteId.InvalidId' });
});

test('which number means success is set per account, and a submitted account has it before its association', async () => {
  const { control, invitation, status, unassociated } = await startInvited();
  const { uid } = await control.register({ invitation: invitation.id, ...form, associate: false });
  expect(await status()).toEqual(expect.not.objectContaining({ associationSuccessTime: expect.anything() }));
  expect(await status()).toMatchObject({ status: 2 });
  await control.setAccount({ uid: partner, readings: { successStatus: 1 } });
  expect(await status()).toMatchObject({ status: 1 });
  expect(await unassociated()).toMatchObject([{ status: 1 }]);
  await control.associate(invitation.id);
  expect(await status()).toMatchObject({ status: 1, uid: Number(uid) });
});

test('a customer from another country is not associated', async () => {
  const { control, invitation, status, unassociated } = await startInvited();
  const failed = await control.register({ invitation: invitation.id, ...form, country: 'MY' });
  expect(failed).toMatchObject({ stage: 'failed', associatedAt: null });
  expect(await status()).toMatchObject({ status: 1 });
  expect(await unassociated()).toMatchObject([{ status: 2 }]);
});

test('an account that exists keeps its id, and one that has a partner is turned away', async () => {
  const { control, invitation, invite, linked } = await startInvited();
  await linked('1215848086704806', { partner: null });
  const { uid } = await control.register({ invitation: invitation.id, ...form, uid: '1215848086704806' });
  expect(uid).toBe('1215848086704806');
  const { invitation: second } = await invite();
  await expect(control.register({ invitation: second.id, ...form, uid: uid ?? '' })).rejects.toMatchObject({
    status: 409,
    code: 'already_associated',
  });
});

test('an invitation lapses after its days: its URL is refused, its mail can’t be sent again, its number stays', async () => {
  const { control, invitation, resend, status, url } = await startInvited();
  expect(await resend()).toBe('200');
  await control.moveClock(days(invitation.days));
  expect(await resend()).toBe('3061');
  expect(await status()).toMatchObject({ status: 0 });
  expect((await fetch(`${url}/register?token=${invitation.token}`)).status).toBe(409);
});

test('no more than ten mails leave within five minutes', async () => {
  const { resend, control } = await startInvited();
  const codes: (string | undefined)[] = [];
  for (let count = 0; count < 10; count += 1) codes.push(await resend());
  expect(codes).toEqual([...Array.from({ length: 9 }, () => '200'), '3058']);
  await control.moveClock({ advanceMs: 300_000 });
  expect(await resend()).toBe('200');
});

describe('an item of a batch', () => {
  test('has a code of its own, and is a success even when it is none', async () => {
    const { client, invitation, control } = await startInvited();
    const accountInfoList = [
      { accountNickname: '' },
      { accountNickname: 'n'.repeat(51) },
      { creditLine: '12345678901' },
      { zeroCreditShutdownPolicy: '4' },
      {},
    ].map((more) => new Agency.InviteSubAccountRequestAccountInfoList(invited(invitation.cid, more)));
    const { body } = await client.inviteSubAccount(new Agency.InviteSubAccountRequest({ accountInfoList }));
    expect(body).toMatchObject({ code: '200', success: true });
    const results = body?.results?.result ?? [];
    expect(results.map(({ code }) => code)).toEqual(['3010', '3011', '3014', '3008', '200']);
    expect(results.every(({ success }) => success)).toBe(true);
    expect((await control.readState()).invitations).toHaveLength(2);
  });

  test.each([
    ['3012', { customerId: '' }],
    ['3013', { creditLine: '' }],
    ['3055', { subAccountType: '' }],
    ['3056', { subAccountType: '3' }],
    ['3009', { customerId: '99999999' }],
    ['3009', { emailAddress: 'nobody' }],
  ])('is refused with %s for %o', async (code, more) => {
    const { client, invitation } = await startInvited();
    const accountInfoList = [new Agency.InviteSubAccountRequestAccountInfoList(invited(invitation.cid, more))];
    const { body } = await client.inviteSubAccount(new Agency.InviteSubAccountRequest({ accountInfoList }));
    expect(body?.results?.result).toMatchObject([{ code }]);
  });

  test('is refused where the partner may not sell to that kind, or is none', async () => {
    const { clientOf, control } = await startBench();
    const client = await clientOf(secondTier);
    const { body: made } = await client.createCustomer(new Agency.CreateCustomerRequest(newCustomer));
    const codeOf = async () => {
      const accountInfoList = [new Agency.InviteSubAccountRequestAccountInfoList(invited(made?.message ?? ''))];
      const { body } = await client.inviteSubAccount(new Agency.InviteSubAccountRequest({ accountInfoList }));
      return body?.results?.result?.[0]?.code;
    };
    expect(await codeOf()).toBe('3016');
    await control.setAccount({ uid: secondTier, active: false });
    expect(await codeOf()).toBe('3015');
  });

  test('is one of at most five', async () => {
    const { client, invitation, statuses } = await startInvited();
    const accountInfoList = Array.from(
      { length: 6 },
      () => new Agency.InviteSubAccountRequestAccountInfoList(invited(invitation.cid)),
    );
    await expect(
      client.inviteSubAccount(new Agency.InviteSubAccountRequest({ accountInfoList })),
    ).rejects.toMatchObject({ code: 'InvalidParameter' });
    await expect(statuses('1', '2', '3', '4', '5', '6')).rejects.toMatchObject({ code: 'InvalidParameter' });
  });
});

test('statuses come without ids, in the order of the request or not, another partner’s among them unknown', async () => {
  const { statuses, invitation, invite, control } = await startInvited();
  const { invitation: second } = await invite();
  await control.openLink(second.id);
  const shown = async () =>
    (await statuses(invitation.id, second.id, '77'))?.data?.inviteStatus?.map(
      ({ code, inviteStatusList }) => inviteStatusList?.status ?? code,
    );
  expect(await shown()).toEqual([0, 3, '3060']);
  await control.setAccount({ uid: partner, readings: { statusOrder: 'reversed' } });
  expect(await shown()).toEqual(['3060', 3, 0]);
});

test('a customer’s record lapses after thirty days, and needs a country of the contract', async () => {
  const { client, invitation, control } = await startInvited();
  await control.moveClock(days(30));
  const accountInfoList = [new Agency.InviteSubAccountRequestAccountInfoList(invited(invitation.cid))];
  const { body } = await client.inviteSubAccount(new Agency.InviteSubAccountRequest({ accountInfoList }));
  expect(body?.results?.result).toMatchObject([{ code: '3009' }]);
  const foreign = new Agency.CreateCustomerRequest({ ...newCustomer, nation: 'AR' });
  await expect(client.createCustomer(foreign)).rejects.toMatchObject({ code: 'InvalidParameter' });
});
