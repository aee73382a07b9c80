import { describe, expect, test } from 'vitest';
import { account, otherPartner, partner, ref, startChina, valueOf } from '../../support/tencent-cn-port.ts';

const longAgo = '2020-01-01T00:00:00.000Z';
const accept = { account, verdict: 'accept', reason: '' } as const;

/** An account that has applied to our partner; class `b` is audited by Tencent Cloud as well. */
async function applied(flag: 'a' | 'b' = 'a') {
  const bench = await startChina();
  await bench.client(account, null, { name: '青禾在线教育有限公司', flag });
  await bench.china.apply({ partner, uin: account });
  const applications = async () => (await valueOf(bench.port.listApplications(ref, longAgo))).items;
  /** Everything on every page. */
  const everything = async () => {
    const found = [];
    let cursor: string | undefined;
    do {
      const page = await valueOf(bench.port.listApplications(ref, longAgo, cursor));
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };
  return { ...bench, applications, everything };
}

describe('an application', () => {
  test('waits for us, is accepted with a reason, and is a customer from then on', async () => {
    const { port, control, everything } = await applied();
    expect(await everything()).toEqual([
      {
        account,
        name: null,
        registration: null,
        appliedAt: expect.stringMatching(/Z$/),
        state: 'awaiting_decision',
        word: '1',
      },
    ]);
    expect(await valueOf(port.readCustomer(ref, account))).toMatchObject({ customer: null });
    expect(await valueOf(port.decideApplication(ref, accept))).toMatchObject({ state: 'accepted' });
    const { calls } = await control.listCalls({ action: 'AuditApplyClient' });
    expect(calls.map(({ parameters }) => parameters)).toEqual([
      { ClientUin: account, AuditResult: 'accept', Note: '代理商审核通过' },
    ]);
    expect(await everything()).toMatchObject([{ account, state: 'associated', appliedAt: expect.any(String) }]);
    expect((await valueOf(port.readCustomer(ref, account))).customer).toMatchObject({
      account,
      name: '青禾在线教育有限公司',
      linkedAt: expect.stringMatching(/Z$/),
    });
  });

  test('is rejected with our reason', async () => {
    const { port, control, everything } = await applied();
    const reject = { account, verdict: 'reject', reason: '不是我们的客户' } as const;
    expect(await valueOf(port.decideApplication(ref, reject))).toMatchObject({ state: 'rejected' });
    const { calls } = await control.listCalls({ action: 'AuditApplyClient' });
    expect(calls.map(({ parameters }) => parameters)).toMatchObject([{ AuditResult: 'reject', Note: reject.reason }]);
    expect(await everything()).toEqual([]);
  });

  test('that Tencent Cloud audits itself is accepted and awaits it, audit and channel alike, until it has passed', async () => {
    const { port, china, applications, everything } = await applied('b');
    expect(await valueOf(port.decideApplication(ref, { ...accept, reason: '重点客户' }))).toMatchObject({
      state: 'awaiting_provider',
    });
    expect(await applications()).toMatchObject([{ account, state: 'awaiting_provider', word: '2' }]);
    await china.endAudit({ uin: account, verdict: 'to_channel' });
    expect(await applications()).toMatchObject([{ account, state: 'awaiting_provider', word: '4' }]);
    expect(await valueOf(port.readCustomer(ref, account))).toMatchObject({ customer: null });
    await china.endAudit({ uin: account, verdict: 'pass' });
    expect(await everything()).toMatchObject([{ account, state: 'associated' }]);
    expect((await valueOf(port.readCustomer(ref, account))).customer).toMatchObject({ account });
  });

  test('that Tencent Cloud refuses is on no list any more', async () => {
    const { port, china, everything } = await applied('b');
    await valueOf(port.decideApplication(ref, { ...accept, reason: '重点客户' }));
    await china.endAudit({ uin: account, verdict: 'refuse' });
    expect(await everything()).toEqual([]);
    expect(await valueOf(port.readCustomer(ref, account))).toMatchObject({ customer: null });
  });

  test('is followed by those only who were associated since then', async () => {
    const { port, client, everything } = await applied();
    await client('100099990002', partner, { associatedAt: '2026-03-01T00:00:00.000Z' });
    await client('100099990003', partner, { associatedAt: '2026-03-05T00:00:00.000Z' });
    expect((await everything()).map(({ account: of }) => of)).toEqual([account, '100099990003', '100099990002']);
    const waiting = await valueOf(port.listApplications(ref, '2026-03-02T00:00:00.000Z'));
    expect(waiting.total).toBeNull();
    const after = await valueOf(port.listApplications(ref, '2026-03-02T00:00:00.000Z', waiting.next));
    expect([after.items.map(({ account: of }) => of), after.next]).toEqual([['100099990003'], undefined]);
  });

  test('stands on one of several pages, and none is read twice', async () => {
    const { port, china, client, everything } = await applied();
    for (let n = 0; n < 100; n += 1) {
      const uin = String(100_000_100_000 + n);
      await client(uin, null);
      await china.apply({ partner, uin });
    }
    const all = await everything();
    expect([all.length, new Set(all.map(({ account: of }) => of)).size]).toEqual([101, 101]);
    const first = await valueOf(port.listApplications(ref, longAgo));
    expect(first.items).toHaveLength(100);
    await expect(port.listApplications(ref, longAgo, 'bm90aGluZw')).rejects.toThrow('did not give');
  });
});

describe('a no to our decision, for which the site has one code', () => {
  test('is "already linked" where the account is a customer by now', async () => {
    const { port } = await applied();
    await valueOf(port.decideApplication(ref, accept));
    expect(await port.decideApplication(ref, accept)).toMatchObject({
      error: { kind: 'refused', code: 'account_already_linked', raw: { code: 'FailedOperation' } },
    });
  });

  test.each(['withdrawn', 'in audit', 'decided by a colleague'])('is "out of step" where it is %s', async (how) => {
    const { port, china } = await applied('b');
    if (how === 'withdrawn') await china.withdraw(account);
    else await valueOf(port.decideApplication(ref, { ...accept, reason: 'r' }));
    if (how === 'decided by a colleague') await china.endAudit({ uin: account, verdict: 'refuse' });
    expect(await port.decideApplication(ref, accept)).toMatchObject({
      error: {
        kind: 'out_of_step',
        stage: 'approval',
        raw: { code: 'FailedOperation', requestId: expect.any(String) },
      },
    });
  });

  test('stays what it is where the application still waits for us', async () => {
    const { port, client } = await applied();
    await client(account, otherPartner);
    expect(await port.decideApplication(ref, accept)).toMatchObject({
      error: { kind: 'refused', code: 'other', raw: { code: 'FailedOperation' } },
    });
  });

  test('stays what it is where the lists do not answer', async () => {
    const { port, control } = await applied();
    await control.addFault({ action: 'AuditApplyClient', fault: { kind: 'error', code: 'FailedOperation' } });
    await control.addFault({ action: 'DescribeAgentAuditedClients', fault: { kind: 'throttle' }, times: 3 });
    expect(await port.decideApplication(ref, accept)).toMatchObject({ error: { kind: 'refused', code: 'other' } });
  });
});
