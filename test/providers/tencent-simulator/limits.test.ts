import { describe, expect, test } from 'vitest';
import { distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

/** Requests per second as the action pages state them. */
const statedRates = {
  CreateAndSendClientInvitationMail: 1,
  QueryInvitationInfo: 20,
  QueryPendingClientsV2: 5,
  ApproveClientApply: 5,
  QueryCustomersCredit: 5,
  DescribeCustomerUin: 20,
  DescribeCustomerInfo: 20,
  QueryAccountVerificationStatus: 20,
  QueryCreditByUinList: 5,
  QueryDirectCustomersCredit: 5,
  DescribeCustomerBillSummary: 1,
  ForceQN: 2,
  QuerySubAgentsDetailV2: 20,
  QueryT1IndirectCustomersDetail: 20,
};

const invite = (Email = 'it@example.com') => ({
  action: 'CreateAndSendClientInvitationMail',
  body: JSON.stringify({ Email }),
});

describe('requests per second', () => {
  test.each(Object.entries(statedRates))(
    '%s takes %i and refuses the next until a second has passed',
    async (action, rate) => {
      const { send, passASecond } = await startBench();
      const code = async () => (await send({ action })).Error?.Code;
      for (let call = 0; call < rate; call += 1) expect(await code()).not.toBe('RequestLimitExceeded');
      expect(await code()).toBe('RequestLimitExceeded');
      passASecond();
      expect(await code()).not.toBe('RequestLimitExceeded');
    },
  );

  test('count for each account and each action apart', async () => {
    const { send, keyOf } = await startBench();
    await send(invite());
    expect((await send({ ...invite(), ...(await keyOf(distributor)) })).Error).toBeUndefined();
    expect((await send({ action: 'QueryVoucherPool' })).Error).toBeUndefined();
    expect((await send(invite('other@example.com'))).Error?.Code).toBe('RequestLimitExceeded');
  });
});

describe('180 seconds between invitation mails', () => {
  test('count by address where the account is set so, and pass on the provider’s clock', async () => {
    const { send, control, passASecond } = await startBench();
    const code = async (email: string) => {
      passASecond();
      return (await send(invite(email))).Error?.Code;
    };
    expect(await code('one@example.com')).toBeUndefined();
    expect(await code('one@example.com')).toBe('FailedOperation.SendMailLimit180');
    expect(await code('two@example.com')).toBeUndefined();
    await control.moveClock({ advanceMs: 180_000 });
    expect(await code('one@example.com')).toBeUndefined();
  });

  test('count by account otherwise, the stricter reading', async () => {
    const { send, control, passASecond } = await startBench();
    await control.setAccount({ uin: reseller, mailIntervalBy: 'account' });
    await send(invite('one@example.com'));
    passASecond();
    expect((await send(invite('two@example.com'))).Error?.Code).toBe('FailedOperation.SendMailLimit180');
  });
});

describe('permission', () => {
  test.each(['CreateAndSendClientInvitationMail', 'QueryPendingClientsV2', 'ApproveClientApply', 'ForceQN'])(
    '%s needs the allowlist',
    async (action) => {
      const { send, control } = await startBench();
      await control.setAccount({ uin: reseller, allowlist: [] });
      expect((await send({ action })).Error?.Code).toBe('UnauthorizedOperation.UinNoAuth');
    },
  );

  test.each([
    [secondLevel, 'DescribeCustomerInfo'],
    [secondLevel, 'QueryAccountVerificationStatus'],
    [secondLevel, 'QuerySubAgentsDetailV2'],
    [reseller, 'QuerySubAgentsDetailV2'],
    [reseller, 'QueryT1IndirectCustomersDetail'],
  ])('%s may not call %s', async (partner, action) => {
    const { send, keyOf } = await startBench();
    expect((await send({ action, ...(await keyOf(partner)) })).Error?.Code).toBe('UnauthorizedOperation.UinNoAuth');
  });

  test('only a distributor invites second-level resellers', async () => {
    const { send, keyOf } = await startBench();
    const body = JSON.stringify({ Email: 'it@example.com', InvitationRole: 'SubAgent' });
    const call = { action: 'CreateAndSendClientInvitationMail', body };
    expect((await send(call)).Error?.Code).toBe('UnauthorizedOperation.UinNoAuth');
    expect((await send({ ...call, ...(await keyOf(distributor)) })).Error).toBeUndefined();
  });
});

test('a key that was disabled or rotated away opens nothing, the new one does', async () => {
  const { send, control, keyOf } = await startBench();
  const old = await keyOf();
  const code = async (key: { secretId: string; secretKey: string }) =>
    (await send({ action: 'QueryVoucherPool', secretId: key.secretId, secretKey: key.secretKey })).Error?.Code;
  const second = await control.addKey({ account: reseller });
  expect(await code(second)).toBeUndefined();
  await control.disableKey(second.secretId);
  expect(await code(second)).toBe('AuthFailure.SecretIdNotFound');
  const rotated = await control.rotateKey(reseller);
  expect(await code(old)).toBe('AuthFailure.SecretIdNotFound');
  expect(await code(rotated)).toBeUndefined();
});
