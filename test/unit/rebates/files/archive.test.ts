import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { archiveOf } from '../../../../functions/rebates/files/archive.ts';
import { readTable } from '../../../../functions/rebates/files/read-table.ts';
import { UnreadableTable } from '../../../../functions/rebates/files/table.ts';
import { zip } from '../../../../local/simulators/zip.ts';
import { csv, inPieces } from '../../../support/statement.ts';
import { workbook } from '../../../support/workbook.ts';

const head = ['Order ID', 'Commission'];
const book = (...lines: readonly (readonly string[])[]) => ({
  name: '政策 (1)/a.xlsx',
  bytes: workbook([[head, ...lines]]),
});
const text = (...lines: readonly (readonly string[])[]) => ({
  name: 'b.csv',
  bytes: Buffer.from(csv([head, ...lines])),
});

async function rowsOf(original: Uint8Array) {
  const rows: (readonly [number, ...string[]])[] = [];
  for await (const { line, cells } of readTable(inPieces(original), 'file')) rows.push([line, ...cells]);
  return rows;
}
const faultOf = (original: Uint8Array) =>
  rowsOf(original).then(
    () => undefined,
    (error: unknown) => (error instanceof UnreadableTable ? error.fault : error),
  );

describe('R116, R121: several files of a month are one original', () => {
  test('whose rows follow one another under the columns of the first, with lines counted on', async () => {
    const original = archiveOf([
      book(['o-1', '1.50'], ['o-2', '2']),
      text(),
      text(['o-3', '90071992547409931.12345678']),
    ]);
    expect(await rowsOf(original)).toEqual([
      [1, ...head],
      [2, 'o-1', '1.50'],
      [3, 'o-2', '2'],
      [6, 'o-3', '90071992547409931.12345678'],
    ]);
  });

  test('with the same bytes for the same files, in the same order', () => {
    const files = [book(['o-1', '1']), text(['o-2', '2'])];
    expect(Buffer.from(archiveOf(files)).equals(archiveOf(files))).toBe(true);
    expect(Buffer.from(archiveOf(files)).equals(archiveOf(files.toReversed()))).toBe(false);
  });

  test('that other programs unpack, each file as it came', () => {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'month.zip');
    const files = [book(['o-1', '1']), text(['o-2', '2'])];
    writeFileSync(path, archiveOf(files));
    const script =
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("\\n".join(z.namelist()));print(z.read(z.namelist()[1]).decode())';
    const told = execFileSync('python3', ['-c', script, path], { encoding: 'utf8', env: { PYTHONIOENCODING: 'utf8' } });
    expect(told).toBe(`1-政策_1_a.xlsx\n2-b.csv\n${csv([head, ['o-2', '2']])}\n`);
  });

  test('of which one with other columns, or half of one, is told by its file and line', async () => {
    const other = { name: 'c.csv', bytes: Buffer.from('Order ID,Payout\no-4,4\n') };
    expect(await faultOf(archiveOf([text(['o-1', '1']), other]))).toMatchObject({
      line: 3,
      code: 'files_differ',
      detail: expect.stringContaining('line 1 of 2-c.csv'),
    });
    const half = { name: 'd.xlsx', bytes: book(['o-1', '1']).bytes.subarray(0, 300) };
    expect(await faultOf(archiveOf([text(['o-1', '1']), half]))).toMatchObject({ line: 3, code: 'not_a_workbook' });
  });

  test('that nobody else can make: what a person packs stays no table, and no file packs files again', async () => {
    expect(await faultOf(zip({ 'a.csv': csv([head]) }))).toMatchObject({ code: 'not_a_workbook' });
    const inside = archiveOf([text(['o-1', '1']), text()]);
    expect(await faultOf(archiveOf([{ name: 'x', bytes: inside }]))).toMatchObject({ code: 'not_a_workbook' });
  });

  test('cut off anywhere, is no table', async () => {
    const original = archiveOf([book(['o-1', '1']), text(['o-2', '2'])]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: original.length - 1 }), async (at) => {
        expect(await faultOf(original.subarray(0, at))).toMatchObject({ code: 'not_a_workbook' });
      }),
      { numRuns: 30 },
    );
  });
});
