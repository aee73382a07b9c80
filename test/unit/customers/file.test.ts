import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCustomerFile } from '../../../functions/customers/customer-file.ts';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import type { Site } from '../../../functions/providers/provider.ts';
import { customersDesk, fileOf, HEADER } from './customers-desk.ts';

const good = 'C-1,Larkspur Robotics,SG,production,tencent-intl,200012345678';
const line = (
  cells: Partial<Record<'reference' | 'name' | 'country' | 'environment' | 'site' | 'account', string>>,
) => {
  const { reference = 'C-2', name = 'Quillwort Media', country = '', environment = '' } = cells;
  return [reference, name, country, environment, cells.site ?? 'tencent-intl', cells.account ?? '200011110001'].join(
    ',',
  );
};

const formats = (site: Site) => capabilitiesOf(site)?.identifiers.account_id;
const errorsOf = (text: string) => {
  const file = readCustomerFile(text, formats);
  return file.ok ? [] : file.error;
};

describe('R063: every bad row of a file of customers is named with line, column and what to do', () => {
  test.each<[string, string, string, string]>([
    ['no reference', line({ reference: '' }), 'reference', 'missing'],
    ['a reference with spaces', line({ reference: 'C 2' }), 'reference', 'wrong_format'],
    ['a reference of dots', line({ reference: '..' }), 'reference', 'wrong_format'],
    ['no name', line({ name: '  ' }), 'name', 'missing'],
    ['a name on two lines', line({ name: '"Quillwort\nMedia"' }), 'name', 'line_break'],
    ['a name without end', line({ name: 'x'.repeat(201) }), 'name', 'too_long'],
    ['characters of another encoding', line({ name: '\ufffd\ufffd' }), 'name', 'not_utf8'],
    ['a country by name', line({ country: 'Singapore' }), 'country', 'not_known'],
    ['a country in small letters', line({ country: 'sg' }), 'country', 'not_known'],
    ['a country that ISO writes otherwise', line({ country: 'UK' }), 'country', 'not_known'],
    ['an environment that is none', line({ environment: 'test' }), 'environment', 'not_known'],
    ['a site that is none', line({ site: 'tencent' }), 'site', 'not_known'],
    ['an account without site', line({ site: '' }), 'site', 'missing'],
    ['a site without account', line({ account: '' }), 'account_id', 'missing'],
    ['a name for an identifier', line({ account: 'quillwort' }), 'account_id', 'name_for_identifier'],
    [
      'a mail address for an identifier',
      line({ account: 'it@quillwort.example' }),
      'account_id',
      'email_for_identifier',
    ],
    ['separators in an identifier', line({ account: '2000-1111-0001' }), 'account_id', 'separators'],
    ['a number that a spreadsheet made', line({ account: '2.00011E+11' }), 'account_id', 'spreadsheet_number'],
    ['an identifier with a hash', line({ site: 'alibaba-intl', account: 'a#b' }), 'account_id', 'wrong_format'],
    ['another customer’s account', line({ account: '200012345678' }), 'account_id', 'account_of_two_customers'],
    ['another name of the same customer', line({ reference: 'C-1', name: 'Larkspur' }), 'name', 'contradicts'],
  ])('%s', (_what, bad, column, code) => {
    const errors = errorsOf(fileOf(good, bad));
    expect(errors[0]).toMatchObject({ field: `line 3, ${column}`, code });
    expect(errors[0]?.detail).not.toBe('');
  });

  test.each<[string, string, string, string]>([
    ['an empty file', '', 'line 1', 'missing_column'],
    ['a file of nothing but a header', `${HEADER}\r\n`, 'line 2', 'empty'],
    ['a column that is none', 'reference,name,site,account_id,phone\nC-1,A,,,1\n', 'line 1', 'unknown_column'],
    ['semicolons', 'reference;name;site;account_id\nC-1;A;;\n', 'line 1', 'unknown_column'],
    ['a column twice', 'reference,name,name,site,account_id\nC-1,A,A,,\n', 'line 1, name', 'repeated_column'],
    ['a comma too many', fileOf(good, 'C-2,Quillwort, Media,,,,'), 'line 3', 'wrong_number_of_cells'],
    ['an open quote', fileOf(good, 'C-2,"Quillwort,,,,'), 'line 3', 'quotes'],
    ['a quote inside a cell', fileOf(good, 'C-2,Quill "wort",,,,'), 'line 3', 'quotes'],
  ])('%s', (_what, file, field, code) => {
    expect(errorsOf(file).map((error) => [error.field, error.code])).toContainEqual([field, code]);
  });

  test('all bad rows at once, each by its own line, after blank lines and names on several lines too', () => {
    const errors = errorsOf(
      fileOf('', line({ name: '"a\r\nb"' }), ',,,,,', line({ country: 'X', site: 'x' }), good, line({ reference: '' })),
    );
    expect(errors.map(({ field }) => field)).toEqual([
      'line 3, name',
      'line 6, country',
      'line 6, site',
      'line 8, reference',
    ]);
  });

  test('and of a file with one bad row nothing is taken', async () => {
    const { load, deps } = await customersDesk();
    const before = deps.tables.items('desk');
    const errors = [{ field: 'line 3, country', code: 'not_known' }];
    const bad = fileOf(line({ reference: 'C-3', account: '200011110002' }), line({ country: 'UK' }));
    expect(await load(bad)).toMatchObject({ status: 400, json: { code: 'invalid_input', errors } });
    expect(deps.tables.items('desk')).toEqual(before);
  });

  test('of a file that is wrong throughout as many as an answer holds, and how many there are besides', async () => {
    const { load } = await customersDesk();
    const { status, json } = await load(fileOf(...Array.from({ length: 3000 }, (_, n) => `C ${n},,,,,`)));
    const errors = json['errors'] as { code: string; detail: string }[];
    expect([status, errors.length]).toEqual([400, 501]);
    expect(errors.at(-1)).toMatchObject({ code: 'more_mistakes', detail: expect.stringContaining('5500 more') });
  });
});

describe('a file of customers', () => {
  test('may have its columns in any order, and leave out country and environment', () => {
    const file = readCustomerFile(
      'Account_ID, site ,NAME,reference\n200012345678,tencent-intl,Larkspur,C-1\n',
      formats,
    );
    expect(file).toMatchObject({
      ok: true,
      value: {
        customers: [
          { reference: 'C-1', name: 'Larkspur', environment: 'production', accounts: [{ accountId: '200012345678' }] },
        ],
      },
    });
  });

  test('R010: has the ends of its cells trimmed, which is counted, and keeps leading zeros and long digits', () => {
    const file = readCustomerFile(fileOf('C-1, Larkspur ,,,tencent-intl,\t00012345678901234567'), formats);
    expect(file).toMatchObject({
      ok: true,
      value: { trimmed: 2, customers: [{ name: 'Larkspur', accounts: [{ accountId: '00012345678901234567' }] }] },
    });
  });

  test('may name a customer that has no account yet, and an account on two lines', () => {
    const file = readCustomerFile(
      fileOf(
        'C-1,Larkspur,,,,',
        good.replace('Larkspur Robotics,SG', 'Larkspur,'),
        good.replace('Larkspur Robotics,SG', 'Larkspur,'),
      ),
      formats,
    );
    expect(file).toMatchObject({
      ok: true,
      value: { lines: 3, customers: [{ accounts: [{ accountId: '200012345678' }] }] },
    });
  });

  const text = fc.stringMatching(/^[A-Za-zÀ-ž一-龥"',;&. ]{1,30}$/).filter((name) => name.trim() !== '');
  const customer = fc.record({
    reference: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
    name: text,
    environment: fc.constantFrom('production', 'sandbox'),
    accounts: fc.uniqueArray(fc.stringMatching(/^[0-9]{5,20}$/), { maxLength: 3 }),
  });
  const customers = fc.uniqueArray(customer, { minLength: 1, maxLength: 12, selector: ({ reference }) => reference });

  test('says the same with or without byte-order mark, with any ends of lines, quoted or not', () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const bare = (cell: string) => (/[",]/.test(cell) ? quoted(cell) : cell);
    fc.assert(
      fc.property(
        customers,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', '\ufeff'),
        fc.constantFrom(quoted, bare),
        (made, end, bom, cell) => {
          // The account tells whose it is, so no two customers have one.
          const own = made.map((one, n) => ({
            ...one,
            accounts: one.accounts.map((id) => `${100 + n}${id}`.slice(0, 20)),
          }));
          const wanted = own.map((one) => ({ ...one, accounts: [...new Set(one.accounts)] }));
          const rows = wanted.flatMap(({ reference, name, environment, accounts }) =>
            (accounts.length > 0 ? accounts : ['']).map((id) => [
              reference,
              name,
              environment,
              id && 'tencent-intl',
              id,
            ]),
          );
          const lines = [['reference', 'name', 'environment', 'site', 'account_id'], ...rows];
          const csv = bom + lines.map((cells) => cells.map(cell).join(',')).join(end);
          const file = readCustomerFile(csv, formats);
          expect(file.ok ? file.value.customers : file.error).toEqual(
            wanted.map(({ reference, name, environment, accounts }) => ({
              reference,
              name: name.trim(),
              environment,
              accounts: accounts.map((accountId) => ({ site: 'tencent-intl', accountId })),
            })),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is read or refused with named lines, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab,"\n\r;C1 \ufeff'.split('')), maxLength: 60 }), (rest) => {
        const file = readCustomerFile(`${HEADER}\n${rest}`, formats);
        const fields = file.ok ? [] : file.error.map(({ field }) => field);
        expect(fields.filter((field) => !/^line \d+(, \w+)?$/.test(field))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
