import { describe, expect, test } from 'vitest';
import { compareWithRecord, type TypedCustomer } from '../../../functions/customers/compare.ts';
import {
  type CustomerRecord,
  readCustomerOfAccount,
  readCustomerRecord,
} from '../../../functions/customers/customer-record.ts';
import { isSameName } from '../../../functions/customers/name.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

const record = (reference: string, more: Partial<CustomerRecord> = {}): CustomerRecord => ({
  org: 'org_1',
  reference,
  name: 'Larkspur Robotics Pte. Ltd.',
  environment: 'production',
  accounts: [{ site: 'tencent-intl', accountId: '200012345678' }],
  importId: 'cimp_01kb8q3y7tf4mx6z9w1c5v8r0e',
  importedAt: '2026-11-21T05:30:00.000Z',
  importedBy: 'mem_1',
  ...more,
});
const typed: TypedCustomer = {
  reference: 'C-1',
  accountId: '200012345678',
  site: 'tencent-intl',
  name: 'Larkspur Robotics Pte. Ltd.',
  environment: 'production',
};
const lark = record('C-1');
const other = record('C-2', { name: 'Quillwort Media' });
const bare = record('C-1', { accounts: [{ site: 'huawei-intl', accountId: '0a' }] });

type Records = { byAccount?: CustomerRecord; byReference?: CustomerRecord };
const compare = ({ byAccount, byReference }: Records, more: Partial<TypedCustomer> = {}) =>
  compareWithRecord({ byAccount, byReference, typed: { ...typed, ...more } });

describe('R011: what was typed is compared with the reseller’s record', () => {
  test.each<[string, Records, Partial<TypedCustomer>, object]>([
    ['as on record', { byAccount: lark, byReference: lark }, {}, { result: 'match' }],
    ['as on record, no reference typed', { byAccount: lark }, { reference: undefined }, { result: 'match' }],
    [
      'no account typed yet',
      { byReference: lark },
      { accountId: undefined },
      { result: 'match', code: 'matches_record' },
    ],
    [
      'another customer’s account',
      { byAccount: other, byReference: lark },
      {},
      { result: 'mismatch', code: 'account_of_another_customer', field: 'accountId' },
    ],
    [
      'another customer’s account, for a reference that nobody has',
      { byAccount: other },
      {},
      { result: 'mismatch', code: 'account_of_another_customer' },
    ],
    [
      'another customer’s account by its name',
      { byAccount: other },
      { reference: undefined },
      { result: 'mismatch', code: 'account_of_another_customer' },
    ],
    [
      'another account than the customer has at this site',
      { byReference: lark },
      { accountId: '200012345687' },
      { result: 'mismatch', code: 'differs_from_record', field: 'accountId' },
    ],
    [
      'another name',
      { byAccount: lark, byReference: lark },
      { name: 'Larkspur Holding' },
      { result: 'mismatch', code: 'name_differs', field: 'name' },
    ],
    [
      'another name, of a customer without account here',
      { byReference: bare },
      { name: 'Larkspur Holding' },
      { result: 'mismatch', code: 'name_differs' },
    ],
    [
      'another environment, which is graver than anything else that differs',
      { byAccount: record('C-3', { environment: 'sandbox' }), byReference: lark },
      { name: 'Something else' },
      { result: 'mismatch', code: 'environment_differs', field: 'environment' },
    ],
    [
      'another environment by reference alone',
      { byReference: record('C-1', { environment: 'sandbox' }) },
      { accountId: '200012345687' },
      { result: 'mismatch', code: 'environment_differs' },
    ],
    [
      'a customer without account at this site',
      { byReference: bare },
      {},
      { result: 'no_record', code: 'account_not_on_record', field: 'accountId' },
    ],
    ['a reference that nobody has', {}, {}, { result: 'no_record', code: 'reference_not_on_record' }],
    ['a customer that nobody has', {}, { reference: undefined }, { result: 'no_record', code: 'not_on_record' }],
  ])('%s', (_what, records, more, expected) => {
    expect(compare(records, more)).toMatchObject(expected);
  });

  test('names whose account it is and what is on record', () => {
    expect(compare({ byAccount: other, byReference: lark }).because).toContain('C-2 (Quillwort Media)');
    expect(compare({ byReference: lark }, { accountId: '200012345687' }).because).toContain('200012345678');
    expect(compare({ byAccount: lark }, { name: 'Lark' }).because).toContain('Larkspur Robotics Pte. Ltd.');
  });

  test('reads the record by reference and by account', async () => {
    const { deps, org, other: another } = await foundedDesk();
    const { tables } = deps;
    const found = await readCustomerRecord(tables, org, 'C-1042');
    expect(found).toMatchObject({ name: 'Larkspur Robotics Pte. Ltd.' });
    expect(await readCustomerOfAccount(tables, org, 'tencent-intl', '200012345678')).toEqual(found);
    expect(await readCustomerOfAccount(tables, org, 'tencent-cn', '200012345678')).toBeUndefined();
    expect(await readCustomerOfAccount(tables, another.org, 'tencent-intl', '200012345678')).toBeUndefined();
  });
});

test.each([
  ['case and spaces', 'LARKSPUR  robotics', 'Larkspur Robotics'],
  ['punctuation', 'Brindlecove Foods, Inc.', 'Brindlecove Foods Inc'],
  ['the long word of a form', 'Tamarisk Cloud Services Private Limited', 'Tamarisk Cloud Services Pte. Ltd.'],
  ['points in a form', 'Zinnia S.A.', 'Zinnia SA'],
  ['a form of several words', 'Enzian Gesellschaft mit beschränkter Haftung', 'Enzian GmbH'],
  ['and', 'Lark & Sons', 'Lark and Sons'],
  ['full width', 'Ｌａｒｋ（上海）', 'Lark(上海)'],
  ['the long Chinese form', '北京百灵鸟科技有限责任公司', '北京百灵鸟科技有限公司'],
])('names that differ in %s only are the same name', (_what, a, b) => {
  expect(isSameName(a, b)).toBe(true);
});

test.each([
  ['another form', 'Larkspur Robotics Ltd', 'Larkspur Robotics GmbH'],
  ['no form', 'Larkspur Robotics Ltd', 'Larkspur Robotics'],
  ['a letter', 'Larkspur Robotics', 'Larkspur Robotic'],
  ['an accent', 'Peña Cloud', 'Pena Cloud'],
  ['a branch', '百灵鸟（上海）有限公司', '百灵鸟（北京）有限公司'],
])('names that differ in %s are two names', (_what, a, b) => {
  expect(isSameName(a, b)).toBe(false);
});
