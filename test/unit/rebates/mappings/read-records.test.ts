import { describe, expect, test } from 'vitest';
import { builtIn, csv, portalTable, readStatement } from '../../../support/statement.ts';
import { workbook } from '../../../support/workbook.ts';

const read = (...lines: readonly Readonly<Record<string, string>>[]) => readStatement(csv(portalTable(...lines)));

describe('what a line says', () => {
  test('R105: a status word that no mapping explains is quarantined with its line and column', async () => {
    const { records, quarantined } = await read({}, { 'Record ID': 'r-2', Status: 'Half-settled' });
    expect(records).toHaveLength(1);
    expect(quarantined).toMatchObject([{ line: 3, column: 'Status', code: 'unknown_status' }]);
    expect(quarantined[0]?.detail).toContain('Half-settled');
  });

  test("R105: the provider's own word stays beside the status", async () => {
    const { records } = await read({ Status: ' 审核中 ' });
    expect(records).toMatchObject([{ status: 'in_review', providerStatus: '审核中' }]);
  });

  test('R113: a record of 23:30 belongs to the month that it then is where the provider settles', async () => {
    const statement = csv(portalTable({ 'Settlement Period': '2026-10-31 23:30:00' }));
    const of = async (timeZone: string, zone: string) => {
      const { records } = await readStatement(statement, { mapping: { ...builtIn('portal-export'), timeZone }, zone });
      return records[0]?.period;
    };
    expect(await of('Asia/Shanghai', 'Asia/Shanghai')).toBe('2026-10');
    expect(await of('UTC', 'Asia/Shanghai')).toBe('2026-11');
    expect(await of('Asia/Shanghai', 'UTC')).toBe('2026-10');
    expect(await of('UTC', 'UTC')).toBe('2026-10');
  });

  test('R108: what takes back keeps its sign, however it is written', async () => {
    const amounts = ['-1.5', '(1.5)', '−1.5', '-$1.5', '1.5-', '（1.5）'];
    const { records } = await read(
      ...amounts.map((amount, at) => ({ 'Record ID': `r-${at}`, 'Rebate Amount': amount })),
    );
    expect(records.map(({ amount, kind }) => [amount, kind])).toEqual(amounts.map(() => ['-1.5', 'reversal']));
  });

  test('R109: several services of one order are several lines', async () => {
    const { records } = await read({ 'Record ID': 'a' }, { 'Record ID': 'b', 'Service Category': 'p_cos' });
    expect(records.map(({ order, product }) => [order, product])).toEqual([
      ['o-1', 'p_cvm'],
      ['o-1', 'p_cos'],
    ]);
  });

  test('R104: outer spaces, full-width digits and what protects zeros are no part of an id', async () => {
    const { records } = await read(
      { 'Order Reference': ' ００12\u3000' },
      { 'Record ID': 'b', 'Order Reference': '="0012"' },
    );
    expect(records.map(({ order }) => order)).toEqual(['0012', '0012']);
  });

  test.for([
    ['1,234', 'amount'],
    ['1.234,56', 'amount'],
    ['12.3.4', 'amount'],
  ])('R104: %s means two things or none unless the mapping says the sign', async ([amount = '']) => {
    const { decimalSign: _, ...mapping } = builtIn('portal-export');
    const { records, quarantined } = await readStatement(csv(portalTable({ 'Rebate Amount': amount })), { mapping });
    expect(records).toEqual([]);
    expect(quarantined).toMatchObject([{ line: 2, column: 'Rebate Amount' }]);
  });

  test('a reference that a spreadsheet has shortened is quarantined, not taken as it is left', async () => {
    const { quarantined } = await read({ 'Order Reference': '1.23457E+15' });
    expect(quarantined).toMatchObject([{ line: 2, column: 'Order Reference', code: 'digits_lost' }]);
  });

  test('a line of totals, which nothing tells apart, is no record', async () => {
    const { quarantined } = await read({ 'Record ID': '', 'Order Reference': '' });
    expect(quarantined).toMatchObject([{ line: 2, column: 'Record ID', code: 'missing_id' }]);
  });
});

describe('what a file may not be', () => {
  test('another currency in one row is told with the line that differs', async () => {
    const { records, quarantined } = await read({}, { 'Record ID': 'r-2', Currency: 'EUR' }, { 'Record ID': 'r-3' });
    expect(records.map(({ id }) => id)).toEqual(['r-1', 'r-3']);
    expect(quarantined).toMatchObject([{ line: 3, code: 'other_currency' }]);
  });

  test('an amount beside another currency than its line has is told', async () => {
    const { quarantined } = await read({ 'Base Amount': 'EUR 100' });
    expect(quarantined).toMatchObject([{ line: 2, code: 'other_currency' }]);
  });

  test('an unknown, a missing and a doubled column keep the whole file out', async () => {
    const [headers = [], cells = []] = portalTable({ Mystery: 'x' });
    const { records, quarantined } = await readStatement(
      csv([
        [...headers.slice(1), 'Status'],
        [...cells.slice(1), 'x'],
      ]),
    );
    expect(records).toEqual([]);
    expect(quarantined.map(({ column, code }) => [column, code])).toEqual([
      ['Mystery', 'unknown_column'],
      ['Record ID', 'missing_column'],
      ['Status', 'column_twice'],
    ]);
  });

  test('a torn line, a torn quote and a NUL byte are told by their lines', async () => {
    const whole = csv(portalTable({}, { 'Record ID': 'r-2' }, { 'Record ID': 'r-3' }));
    const torn = await readStatement(whole.slice(0, whole.lastIndexOf('o-1')));
    expect(torn.records).toHaveLength(2);
    expect(torn.quarantined).toMatchObject([{ line: 4, code: 'cells' }]);
    const quote = await readStatement(whole.replace('r-2', '"r-2'));
    expect(quote.quarantined).toMatchObject([{ line: 3, code: 'quotes' }]);
    const nul = await readStatement(whole.replace('r-2', 'r-\0'));
    expect(nul.quarantined).toMatchObject([{ line: 3, code: 'nul' }]);
  });

  test('half of a workbook, and bytes that are no text, are refused whole', async () => {
    const book = workbook([portalTable({})]);
    expect((await readStatement(book.subarray(0, book.length / 2))).quarantined).toMatchObject([
      { code: 'not_a_workbook' },
    ]);
    const text = Buffer.from(csv(portalTable({})));
    const mixed = Buffer.concat([text, Buffer.from([0x0a, 0xff, 0xff, 0x0a])]);
    expect((await readStatement(mixed)).quarantined).toMatchObject([{ line: 3, code: 'encoding' }]);
    expect((await readStatement('')).quarantined).toMatchObject([{ code: 'empty' }]);
  });

  test('a row twice is two records with one id, for the reader of a whole period to find', async () => {
    const { records, rows } = await read({}, {});
    expect(records.map(({ id }) => id)).toEqual(['r-1', 'r-1']);
    expect(rows).toEqual([2, 3]);
  });

  test('where the source has no ids, equal lines are told apart by their occurrence, and an amount changes no id', async () => {
    const mapping = builtIn('alibaba-commission');
    const headers = mapping.columns.map(({ headers: [name = ''] }) => name);
    const cells = (amount: string) => [
      '202610',
      'u',
      'x',
      'c-1',
      'o-1',
      'ecs',
      'ECS',
      '',
      'USD',
      '10',
      '0.1',
      '',
      amount,
    ];
    const ids = async (...amounts: string[]) =>
      (await readStatement(csv([headers, ...amounts.map(cells)]), { mapping })).records.map(({ id }) => id);
    const [first, second] = await ids('1', '1');
    expect(second).not.toBe(first);
    expect(await ids('2', '3')).toEqual([first, second]);
  });
});

test("a provider's list is read by the same mapping, a record of texts a line", async () => {
  const [headers = [], ...lines] = portalTable({}, { 'Record ID': 'r-2' });
  const rows = lines.map((cells) =>
    JSON.stringify(Object.fromEntries(headers.map((name, at) => [name, cells[at] ?? '']))),
  );
  const { records, quarantined } = await readStatement(`${rows.join('\n')}\n`, { form: 'list' });
  expect(quarantined).toEqual([]);
  expect(records.map(({ id, amount }) => [id, amount])).toEqual([
    ['r-1', '5'],
    ['r-2', '5'],
  ]);
});
