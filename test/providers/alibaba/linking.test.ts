import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import type { InvitationRequest } from '../../../functions/providers/provider.ts';
import { json, ref, type Scripted, startAlibaba, success, valueOf } from '../../support/alibaba-port.ts';

/** Beyond 2^53, where a float would change the last digits. */
const bigId = '9223372036854775807';
const uid = '5113766248601929';

const terms = { limit: Money.of('1000.50', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const request: InvitationRequest = {
  email: 'ops+1@wrenhollow.example',
  legalName: "Wrenhollow (Nordics) 'A*B' ~ GmbH & 青禾",
  registration: '112233',
  terms,
};

/** As the provider writes it: ids as bare numbers, however many digits. */
function sentInvitation(fields: string): Scripted {
  return {
    text: `{"Code":"200","Message":"success","RequestId":"r-7","Success":true,"Results":{"Result":[{"Code":"200","Message":"success","Success":true,"Result":${fields}}]}}`,
  };
}

function status(fields: string): Scripted {
  return {
    text: `{"Code":"200","RequestId":"r-8","Success":true,"Data":{"InviteStatus":[{"Code":"200","Success":true,"InviteStatusList":${fields}}]}}`,
  };
}

describe('registering a customer', () => {
  const of = {
    legalName: 'Wrenhollow',
    country: 'SG',
    fields: { CustomerSource: 'Other', CustomerTrade: '01', CustomerSubTrade: '' },
  };

  test('gives the number of its record, which stands in the message', async () => {
    const { port, came } = await startAlibaba(() => json({ ...success, Data: true, Message: '1122334455667788' }));
    expect(await valueOf(port.registerCustomer(ref, of))).toEqual({
      registration: '1122334455667788',
      receipts: [{ action: 'CreateCustomer', requestId: 'r-1' }],
    });
    expect(came.map(({ method, body, parameters }) => ({ method, body, parameters }))).toEqual([
      {
        method: 'POST',
        body: '',
        parameters: { CustomerName: 'Wrenhollow', Nation: 'SG', CustomerSource: 'Other', CustomerTrade: '01' },
      },
    ]);
  });

  test.each([
    ['does not say that there is one', { Data: false, Message: '12' }],
    ['holds no number', { Data: true, Message: 'success' }],
  ])('is an unknown outcome where the answer %s', async (_what, fields) => {
    const { port } = await startAlibaba(() => json({ ...success, ...fields }));
    expect(await port.registerCustomer(ref, of)).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'unreadable_answer' },
    });
  });
});

describe('an invitation', () => {
  test('goes out with its terms to one account, and its id comes back digit for digit', async () => {
    const link = 'https://account.example/register?ticket=abc';
    const { port, came } = await startAlibaba(() =>
      sentInvitation(`{"InviteId":${bigId},"Days":7,"RegUrl":"${link}"}`),
    );
    expect(await valueOf(port.invite(ref, request))).toEqual({
      handle: bigId,
      link,
      validFor: 'P7D',
      receipts: [{ action: 'InviteSubAccount', requestId: 'r-7' }],
    });
    expect(came).toMatchObject([
      {
        method: 'POST',
        headers: {
          'x-acs-version': '2022-12-16',
          authorization: expect.stringMatching(/^ACS3-HMAC-SHA256 Credential=LTAI/),
        },
        parameters: {
          'AccountInfoList.1.CustomerId': '112233',
          'AccountInfoList.1.EmailAddress': 'ops+1@wrenhollow.example',
          'AccountInfoList.1.AccountNickname': request.legalName,
          'AccountInfoList.1.SubAccountType': '2',
          'AccountInfoList.1.CreditLine': '1000.5',
          'AccountInfoList.1.ZeroCreditShutdownPolicy': '3',
          'AccountInfoList.1.NewBuyStatus': 'normal',
        },
      },
    ]);
  });

  test.each([
    ['stop_later', 'allowed', { ZeroCreditShutdownPolicy: '1', NewBuyStatus: 'normal' }],
    ['keep_running', 'barred', { ZeroCreditShutdownPolicy: '2', NewBuyStatus: 'ban' }],
  ] as const)('says %s and %s in the provider’s words', async (whenUsedUp, newPurchases, said) => {
    const { port, came } = await startAlibaba(() => sentInvitation(`{"InviteId":1,"Days":7,"RegUrl":"x"}`));
    await valueOf(port.invite(ref, { ...request, terms: { ...terms, whenUsedUp, newPurchases } }));
    const named = Object.entries(said).map(([name, value]) => [`AccountInfoList.1.${name}`, value]);
    expect(came[0]?.parameters).toMatchObject(Object.fromEntries(named));
  });

  test('is cut to a nickname of fifty characters', async () => {
    const { port, came } = await startAlibaba(() => sentInvitation(`{"InviteId":1,"Days":7,"RegUrl":"x"}`));
    await valueOf(port.invite(ref, { ...request, legalName: '青'.repeat(60) }));
    expect(came[0]?.parameters['AccountInfoList.1.AccountNickname']).toBe('青'.repeat(50));
  });

  test.each([
    ['nothing of the result', 'null'],
    ['another shape', '{"InviteId":null,"Days":"soon","RegUrl":{"moved":"elsewhere"}}'],
  ])('that went out is one, even when its answer shows %s', async (_what, fields) => {
    const { port } = await startAlibaba(() => sentInvitation(fields));
    expect(await valueOf(port.invite(ref, request))).toMatchObject({ handle: null, link: null, validFor: 'P30D' });
  });

  test.each([
    ['a registration', { registration: null }],
    ['terms', { terms: null }],
    ['terms in US dollars', { terms: { ...terms, limit: Money.of('10', 'SGD') } }],
    ['a credit line that fits', { terms: { ...terms, limit: Money.of('12345678901', 'USD') } }],
  ])('is not sent without %s', async (_what, without) => {
    const { port, came } = await startAlibaba(() => json({}));
    await expect(port.invite(ref, { ...request, ...without })).rejects.toMatchObject({ name: 'InvariantBroken' });
    expect(came).toEqual([]);
  });

  test('sent again keeps its handle and its term', async () => {
    const { port, came } = await startAlibaba(() => json(success));
    expect(await valueOf(port.resendInvitation(ref, { ...request, handle: bigId }))).toMatchObject({
      handle: bigId,
      link: null,
      validFor: null,
    });
    expect(came[0]?.parameters).toEqual({ InviteId: bigId });
  });
});

describe('the state of an invitation', () => {
  const read = async (fields: string) => {
    const { port } = await startAlibaba(() => status(fields));
    return (await valueOf(port.readInvitations(ref, [bigId]))).items[0];
  };

  test.each([
    [
      'unopened',
      '{"Status":0,"GmtCreate":"2026-03-01 10:00:00","Cid":112233}',
      { word: '0', createdAt: '2026-03-01T02:00:00.000Z' },
    ],
    ['opened', '{"Status":3}', { word: '3' }],
    ['unknown', '{"Status":1}', { word: '1' }],
    ['unknown', '{"Status":2,"Uid":0,"AssociationSuccessTime":""}', { word: '2', account: null }],
    ['unknown', '{"Status":2,"AssociationSuccessTime":"2026-03-02"}', { word: '2', account: null }],
    ['submitted', `{"Status":1,"Uid":${uid}}`, { word: '1', account: uid }],
    ['associated', `{"Status":1,"Uid":${uid},"AssociationSuccessTime":"2026-03-02"}`, { account: uid }],
    [
      'associated',
      `{"Status":2,"Uid":${bigId},"Cid":${bigId},"AssociationSuccessTime":"2026-03-02 09:00:00","Future":1}`,
      { account: bigId, registration: bigId },
    ],
    ['unknown', '{"Status":17}', { word: '17' }],
    ['unknown', '{}', { word: null }],
  ])('is %s by %s', async (state, fields, more) => {
    expect(await read(fields)).toMatchObject({ handle: bigId, state, ...more });
  });

  test('is asked for one by one, each once, and one that the provider does not know leaves the others told', async () => {
    const { port, came } = await startAlibaba(({ parameters }) =>
      parameters['InviteStatusList.1.InviteId'] === '2'
        ? {
            text: '{"Code":"200","RequestId":"r-9","Success":true,"Data":{"InviteStatus":[{"Code":"3060","Message":"no such invite","Success":false}]}}',
          }
        : status(`{"Status":3}`),
    );
    const { items, total, receipts } = await valueOf(port.readInvitations(ref, ['1', '2', '3', '1']));
    expect(items).toMatchObject([
      { handle: '1', state: 'opened' },
      { handle: '2', state: 'unknown', word: null },
      { handle: '3', state: 'opened' },
    ]);
    expect([total, receipts.length]).toEqual([3, 3]);
    expect(came.map(({ parameters }) => parameters['InviteStatusList.1.InviteId'])).toEqual(['1', '2', '3']);
  });

  test('that cannot be told for another reason is a failure, not a state', async () => {
    const { port } = await startAlibaba(() =>
      json({ ...success, Success: false, Code: '3015', Message: 'no partner' }),
    );
    expect(await port.readInvitations(ref, ['1'])).toMatchObject({
      error: { kind: 'refused', code: 'partner_barred' },
    });
  });
});

describe('lists', () => {
  test('of invitations tell those that nobody has completed; masked addresses are none', async () => {
    const rows = [
      `{"InviteId":${bigId},"Status":0,"Email":"it@a.example","GmtCreate":"2026-03-01 10:00:00 UTC+8"}`,
      '{"InviteId":2,"Status":1,"Email":"i***@b.example"}',
      '{"InviteId":3,"Status":2}',
    ];
    const { port, came } = await startAlibaba(() => ({
      text: `{"Code":"200","Success":true,"RequestId":"r","InviteInfoList":{"InviteInfo":[${rows.join(',')}]},"PageInfo":{"Page":1,"PageSize":100,"Total":1}}`,
    }));
    const { items, total, next } = await valueOf(port.listInvitations(ref));
    expect(items).toMatchObject([
      { handle: bigId, state: 'unopened', email: 'it@a.example', createdAt: '2026-03-01T02:00:00.000Z' },
      { handle: '2', state: 'submitted', email: null },
      { handle: '3', state: 'unknown', word: '2' },
    ]);
    expect([total, next]).toEqual([null, undefined]);
    expect(came[0]).toMatchObject({ method: 'GET', parameters: { CurrentPage: '1', PageSize: '100' } });
  });

  test('of customers go on until a page is not full, whatever the total says', async () => {
    const rows = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_one, at) =>
          `{"Uid":${5_113_766_248_600_000 + from + at},"Cid":${from + at + 1},"AccountNickname":"n","SubAccountType":2,"AssociationSuccessTime":"2026-03-02"}`,
      );
    const { port } = await startAlibaba(({ parameters }) => ({
      text: `{"Code":"200","Success":true,"RequestId":"r","AccountInfoList":{"AccountInfo":[${(parameters['CurrentPage'] === '1' ? rows(0, 20) : rows(20, 23)).join(',')}]},"PageInfo":{"Page":1,"PageSize":20,"Total":2}}`,
    }));
    const first = await valueOf(port.listCustomers(ref));
    const second = await valueOf(port.listCustomers(ref, first.next));
    expect([first.items.length, second.items.length, first.total, second.next]).toEqual([20, 3, null, undefined]);
    expect(second.items[0]).toMatchObject({
      account: '5113766248600020',
      relation: 'resale',
      standing: 'unknown',
      linkedAt: '2026-03-01T16:00:00.000Z',
    });
    const applied = await valueOf(port.listApplications(ref, '2026-01-01T00:00:00.000Z', first.next));
    expect(applied.items[0]).toEqual({
      account: '5113766248600020',
      name: 'n',
      registration: '21',
      appliedAt: '2026-03-01T16:00:00.000Z',
      state: 'associated',
      word: null,
    });
  });

  test.each([
    ['2026-03-02T15:59:59.000Z', 1],
    ['2026-03-02T16:00:00.000Z', 0],
  ])('of applications leave out whose day of association was over by %s', async (since, told) => {
    const row = `{"Uid":${uid},"Cid":1,"SubAccountType":2,"AssociationSuccessTime":"2026-03-02"}`;
    const { port } = await startAlibaba(() => ({
      text: `{"Code":"200","Success":true,"AccountInfoList":{"AccountInfo":[${Array(20).fill(row).join(',')}]}}`,
    }));
    const { items, next } = await valueOf(port.listApplications(ref, since));
    expect([items.length, next === undefined]).toEqual([told * 20, false]);
  });

  test('that are empty are lists', async () => {
    const { port } = await startAlibaba(() => json(success));
    expect(await valueOf(port.listCustomers(ref))).toMatchObject({ items: [] });
    expect(await valueOf(port.listInvitations(ref))).toMatchObject({ items: [] });
  });

  test('of countries tell what the contract covers, and no tier', async () => {
    const { port } = await startAlibaba(() => json({ ...success, Data: ['SG', 'MY'] }));
    expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ tier: 'unknown', countries: ['SG', 'MY'] });
  });
});
