import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asCustomer } from '../../../functions/providers/tencent/customer.ts';
import {
  BillSummary,
  billMonth,
  CreditHistory,
  CustomerInfos,
  CustomersCredit,
  InvitationInfo,
  PendingClients,
  SubAgents,
  tokenIn,
  uinNumber,
  VoucherPool,
} from '../../../functions/providers/tencent/schema.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/tencent/${name}.json`, import.meta.url), 'utf8'));
const credit = (row: object) => CustomersCredit.parse({ Data: [{ ClientUin: 200099990001, ...row }] }).Data[0];

describe('answers in the form that the documents show', () => {
  test('customers: UINs as text from numbers and strings, money exact, times from UTC+8', () => {
    const { Total, Data } = CustomersCredit.parse(fixture('query-customers-credit'));
    expect(Total).toBe(3);
    expect(Data.map(({ ClientUin }) => ClientUin)).toEqual(['200099990001', '200099990002', '200099990003']);
    expect(Data[0]?.AssociationTime).toBe('2026-03-04T16:30:00.000Z');
    expect(Data.map(({ Credit }) => Credit?.amount)).toEqual(['100000.1', '8.00000001', '0']);
    expect(Data.map(({ RemainingCredit }) => RemainingCredit?.amount)).toEqual(['0.07', '-12.5', '0']);
  });

  test('credit history: without a remark and without what is available after, as older versions have it', () => {
    const row = { AllocatedTime: '2026-03-05 00:30:00', Operator: '1', Credit: -0.1, AllocatedCredit: 100.01 };
    const { History } = CreditHistory.parse({ Total: 1, History: [{ ...row, ClientCreditAfter: null }] });
    expect(History[0]).toMatchObject({
      AllocatedTime: '2026-03-04T16:30:00.000Z',
      ClientCreditAfter: null,
      Remark: null,
    });
    expect([History[0]?.Credit?.amount, History[0]?.AllocatedCredit?.amount]).toEqual(['-0.1', '100.01']);
    expect(CreditHistory.parse({ Total: null, History: null }).History).toEqual([]);
  });

  test('second-level resellers: the UIN from a number or text, and none at all', () => {
    const { Data } = SubAgents.parse({
      Data: [{ SubAgentUin: 200010000003, Name: '' }, { SubAgentUin: '200010000004' }],
    });
    expect(Data).toEqual([
      { SubAgentUin: '200010000003', Name: null },
      { SubAgentUin: '200010000004', Name: null },
    ]);
    expect(SubAgents.parse({ Total: 0, Data: null }).Data).toEqual([]);
  });

  test('invitations: no account and no time while unused', () => {
    const { InvitationInfo: rows } = InvitationInfo.parse(fixture('query-invitation-info'));
    expect(rows).toMatchObject([
      { Status: '1', ClientUin: null, BindTime: null, ClientMail: null, CreateTime: '2026-02-28T15:59:59.000Z' },
      { Status: '2', ClientUin: '200099990001', BindTime: '2026-03-02T00:00:00.000Z' },
    ]);
  });

  test('applications: the UIN is a string here although the model says number', () => {
    expect(PendingClients.parse(fixture('query-pending-clients')).Data).toEqual([
      {
        ClientUin: '200099990001',
        Name: '青禾在线教育有限公司',
        ApplyTime: '2026-03-04T08:30:00.000Z',
        Status: 'Reviewing',
      },
    ]);
  });

  test.each([{ Data: null }, {}, { Data: [] }])('%j is an empty list', (answer) => {
    expect(PendingClients.parse(answer).Data).toEqual([]);
  });

  test('totals may come as text', () => {
    expect(CustomersCredit.parse({ Total: '123', Data: null }).Total).toBe(123);
  });

  test('enumerations keep the provider’s word, whatever it is', () => {
    expect(VoucherPool.parse({ AccountType: 9 }).AccountType).toBe('9');
  });
});

describe('what is not as documented is refused, never guessed', () => {
  test.each([
    ['a UIN that a float has rounded', CustomersCredit, JSON.parse('{"Data":[{"ClientUin":12345678901234567890}]}')],
    ['a UIN that is a name', CustomersCredit, { Data: [{ ClientUin: 'abc' }] }],
    ['an amount that a float can not hold', BillSummary, JSON.parse('{"TotalCost":12345678901234.567}')],
    ['an amount in words', BillSummary, { TotalCost: 'ten' }],
    [
      'a day that no month has',
      PendingClients,
      { Data: [{ ClientUin: 200099990001, ApplyTime: '2026-02-30 00:00:00' }] },
    ],
    ['a time in another form', PendingClients, { Data: [{ ClientUin: 200099990001, ApplyTime: '05/03/2026' }] }],
    ['a list that is an object', PendingClients, { Data: {} }],
  ])('%s', (_, schema, answer) => {
    expect(schema.safeParse(answer).success).toBe(false);
  });
});

describe('a customer', () => {
  const [info] = CustomerInfos.parse(fixture('describe-customer-info')).Data;

  test('is told in neutral terms, with the provider’s words beside them', () => {
    const [row] = CustomersCredit.parse(fixture('query-customers-credit')).Data;
    expect(row && asCustomer(row, info)).toMatchObject({
      account: '200099990001',
      linkedAt: '2026-03-04T16:30:00.000Z',
      relation: 'resale',
      standing: 'active',
      identity: 'verified',
      words: { AccountStatus: '0', AuthStatus: '3', AuthType: '1', Force: '0', IdentifyType: '2', Type: 'new' },
    });
  });

  test.each([
    [{ Force: 0, RemainingCredit: 5 }, { AccountStatus: '0' }, 'active'],
    [{ Force: 2, RemainingCredit: 5 }, { AccountStatus: '0' }, 'frozen'],
    [{ Force: 0, RemainingCredit: 5 }, { AccountStatus: '1' }, 'frozen'],
    [{ Force: 0, RemainingCredit: 5 }, { AccountStatus: '2' }, 'arrears'],
    [{ Force: 0, RemainingCredit: -0.01 }, { AccountStatus: '0' }, 'arrears'],
    [{ Force: 0, RemainingCredit: 5 }, { AccountStatus: '7' }, 'unknown'],
    [{ Force: 0, RemainingCredit: 5 }, undefined, 'unknown'],
  ])('with %j and %j is %s', (listed, described, standing) => {
    const row = credit(listed);
    const more = described && CustomerInfos.parse({ Data: [{ CustomerUin: 200099990001, ...described }] }).Data[0];
    expect(row && asCustomer(row, more).standing).toBe(standing);
  });

  test('1 is an individual in one answer and an enterprise in the other: neither is mixed up with "not verified"', () => {
    const row = credit({ IdentifyType: 1 });
    expect(row && asCustomer(row, undefined).identity).toBe('verified');
    const unverified = CustomerInfos.parse({ Data: [{ CustomerUin: 200099990001, AuthType: 1, AuthStatus: '-1' }] })
      .Data[0];
    expect(row && asCustomer(row, unverified).identity).toBe('unverified');
  });
});

test('a UIN beyond 2^53 reaches the request as it is', () => {
  expect(uinNumber('12345678901234567890')).toBe(12345678901234567890n);
  expect(() => uinNumber('12e4')).toThrow('no UIN');
});

test.each([
  ['https://www.tencentcloud.com/account/register?RegisterToken=0a1b&s=mail', '0a1b'],
  ['https://www.tencentcloud.com/partner#/register?RegisterToken=0a1b', '0a1b'],
  ['https://www.tencentcloud.com/register', null],
  ['not a link', null],
  [null, null],
])('the token in %s is %s', (link, token) => {
  expect(tokenIn(link)).toBe(token);
});

test('a bill month changes at midnight in UTC+8', () => {
  expect(billMonth('2026-03-31T15:59:59.999Z')).toBe('2026-03');
  expect(billMonth('2026-03-31T16:00:00.000Z')).toBe('2026-04');
});
