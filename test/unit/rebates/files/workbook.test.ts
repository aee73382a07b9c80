import { expect, test } from 'vitest';
import { readTable } from '../../../../functions/rebates/files/read-table.ts';
import type { Row } from '../../../../functions/rebates/files/table.ts';
import { zip } from '../../../../local/simulators/zip.ts';
import { inPieces, portalTable, readStatement } from '../../../support/statement.ts';
import { type BookCell, workbook } from '../../../support/workbook.ts';

const styles = `<numFmts><numFmt numFmtId="164" formatCode="00000000"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>`;

async function cellsOf(cells: readonly BookCell[], options = {}): Promise<readonly string[]> {
  const rows: Row[] = [];
  for await (const row of readTable(inPieces(workbook([[cells]], { styles, ...options })), 'file')) rows.push(row);
  return rows[0]?.cells ?? [];
}

test('R104: numbers of a workbook are read as they are stored, without the noise of floats', async () => {
  const stored = [
    '0.05',
    '1234.5599999999999',
    '0.30000000000000004',
    '9007199254740993.12345678',
    '5.0000000000000003E-2',
    '123456789012345.67',
    '1E3',
  ];
  expect(await cellsOf(stored.map((number) => ({ number })))).toEqual([
    '0.05',
    '1234.56',
    '0.3',
    '9007199254740993.12345678',
    '0.05',
    '123456789012345.67',
    '1000',
  ]);
});

test('R104: per cents, leading zeros of a format, and days of both calendars are read as they are shown', async () => {
  const cells = [
    { number: '0.05', style: 1 },
    { number: '1234', style: 2 },
    { number: '46326.979166666664', style: 3 },
    { number: '46326', style: 4 },
  ];
  expect(await cellsOf(cells)).toEqual(['5%', '00001234', '2026-10-31 23:30:00', '2026-10-31']);
  expect(await cellsOf([{ number: '44864', style: 4 }], { date1904: true })).toEqual(['2026-10-31']);
});

test('rich, shared and inline texts are read whole, readings of characters left out', async () => {
  const shared = ['<si><r><t>云</t></r><r><t>服务</t></r><rPh sb="0" eb="1"><t>yun</t></rPh></si>'];
  const cells = [{ xml: '<c t="s"><v>0</v></c>' }, ' 007 ', { xml: '<c t="str"><f>A1</f><v>a&amp;b</v></c>' }];
  expect(await cellsOf(cells, { shared })).toEqual(['云服务', ' 007 ', 'a&b']);
});

test('R104: a reference stored as a number of more than 15 digits is quarantined, a shorter one kept', async () => {
  const [headers = [], line = []] = portalTable({});
  const withOrder = (number: string) =>
    workbook([[headers, line.map((cell, at) => (headers[at] === 'Order Reference' ? { number } : cell))]]);
  expect((await readStatement(withOrder('123456789012345'))).records).toMatchObject([{ order: '123456789012345' }]);
  for (const number of ['1234567890123450', '1.2345678901234567E+19'])
    expect((await readStatement(withOrder(number))).quarantined).toMatchObject([
      { line: 2, column: 'Order Reference', code: 'digits_lost' },
    ]);
});

test('a failed formula is quarantined even where any text would do', async () => {
  const [headers = [], line = []] = portalTable({});
  const book = workbook([
    [headers, line.map((cell, at) => (headers[at] === 'Order Reference' ? { xml: '<c t="e"><v>#N/A</v></c>' } : cell))],
  ]);
  expect((await readStatement(book)).quarantined).toMatchObject([
    { line: 2, column: 'Order Reference', code: 'formula_error' },
  ]);
});

test('a second filled sheet is told, an empty one is none', async () => {
  const table = portalTable({});
  expect((await readStatement(workbook([table, []]))).quarantined).toEqual([]);
  expect((await readStatement(workbook([table, table]))).quarantined).toMatchObject([{ code: 'several_sheets' }]);
});

test('a workbook that unpacks to far more than it is, is not unpacked', async () => {
  const bomb = zip({ 'xl/workbook.xml': '<workbook/>', 'xl/sharedStrings.xml': Buffer.alloc(32 * 1024 * 1024, 0x61) });
  expect(bomb.length).toBeLessThan(64 * 1024);
  expect((await readStatement(bomb)).quarantined).toMatchObject([{ code: 'too_large' }]);
});

test('a packed file that is no workbook says so', async () => {
  expect((await readStatement(zip({ 'month.csv': 'a,b' }))).quarantined).toMatchObject([{ code: 'not_a_workbook' }]);
});
