import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import { listMappings } from '../../../functions/unbinds/customer-started/list-mapping.ts';
import { readUnbindingList } from '../../../functions/unbinds/customer-started/read-list.ts';
import { columns, csvOf } from '../../../local/simulators/tencent/unbinding/export.ts';
import { statusLabels } from '../../../local/simulators/tencent/unbinding/records.ts';

const format = capabilitiesOf('tencent-intl')?.identifiers.account_id;
const header = columns.join(',');
const row = {
  'Record Number': 'UB1',
  'Customer UIN': '200098765432',
  'Customer Name': '"Lantern, Ltd."',
  Origin: 'Customer',
  'Submitted At': '2026-11-21 10:14:09',
  Status: 'Under review by reseller',
  Deadline: '2026-12-01 00:00:00',
};
const lineOf = (change: Partial<typeof row> = {}) => Object.values({ ...row, ...change }).join(',');
const read = (...lines: readonly string[]) => readUnbindingList([header, ...lines].join('\n'), 'tencent-intl', format);
const errors = (...lines: readonly string[]) => {
  const list = read(...lines);
  return list.ok ? [] : list.error.map(({ field, code }) => `${field}: ${code}`);
};

describe('the list of “Unbinding Customers”', () => {
  test('is read in the form in which the pretend console writes it, in every status', () => {
    const records = Object.keys(statusLabels).map((status, at) => ({
      number: `UB${at}`,
      uin: '200098765432',
      name: 'Lantern "Logistics", Ltd.',
      origin: at % 2 ? 'customer' : 'reseller',
      status,
      submittedAt: '2026-11-21T02:14:09.000Z',
      deadline: at % 2 ? '2026-11-30T16:00:00.000Z' : null,
    }));
    const list = readUnbindingList(csvOf(records as unknown as Parameters<typeof csvOf>[0]), 'tencent-intl', format);
    expect(list).toMatchObject({ ok: true, value: { mapping: 1 } });
    const rows = list.ok ? list.value.rows : [];
    expect(rows).toHaveLength(records.length);
    expect(rows[1]).toMatchObject({
      line: 3,
      number: 'UB1',
      account: '200098765432',
      origin: 'customer',
      submittedAt: '2026-11-21T02:14:09.000Z',
      deadline: '2026-11-30T16:00:00.000Z',
    });
    expect(rows[0]).not.toHaveProperty('deadline');
  });

  test('may have its columns in any order, a byte order mark and lines of Windows; a header alone is an empty list', () => {
    const turned = Object.entries(row).toReversed();
    const text = `\ufeff${turned.map(([name]) => name).join(',')}\r\n${turned.map(([, cell]) => cell).join(',')}\r\n`;
    expect(readUnbindingList(text, 'tencent-intl', format)).toMatchObject({
      ok: true,
      value: { rows: [{ number: 'UB1' }] },
    });
    expect(read()).toEqual({ ok: true, value: { mapping: 1, rows: [] } });
  });

  test.each([
    ['', ['line 1: unknown_form']],
    ['Number,UIN\n1,2', ['line 1: unknown_form']],
    [`${header},Extra\n${lineOf()},x`, ['line 1: unknown_form']],
    [`${header}\n"open`, ['line 2: quotes']],
  ])('that is in no form that we know is refused: %j', (text, wrong) => {
    const list = readUnbindingList(text, 'tencent-intl', format);
    expect(list.ok ? [] : list.error.map(({ field, code }) => `${field}: ${code}`)).toEqual(wrong);
  });

  test('has every mistake named by line and column, and then nothing of it is taken', () => {
    expect(
      errors(
        lineOf(),
        lineOf({ 'Record Number': 'UB2', 'Customer UIN': '2.00099E+11', Status: 'Gone' }),
        lineOf({ 'Record Number': 'UB3', Origin: 'Nobody', 'Submitted At': '2026-11-31 10:00:00' }),
        lineOf({ 'Record Number': '', Deadline: 'soon' }),
        `${lineOf()},more`,
        lineOf(),
      ),
    ).toEqual([
      'line 3, Customer UIN: wrong_format',
      'line 3, Status: not_known',
      'line 4, Origin: not_known',
      'line 4, Submitted At: wrong_format',
      'line 5, Record Number: wrong_format',
      'line 5, Deadline: wrong_format',
      'line 6: wrong_number_of_cells',
      'line 7: repeated_record',
    ]);
  });

  test('says nothing else than its cells, whatever they hold', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { maxLength: 5 }), (cells) => {
        const lines = cells.map((one) => one.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const list = read(...lines);
        const wrong = list.ok ? [] : list.error;
        expect(list.ok ? list.value.rows.length : wrong.length).toBeGreaterThanOrEqual(list.ok ? 0 : 1);
        expect(wrong.filter(({ field }) => !/^line \d+/.test(field))).toEqual([]);
      }),
    );
  });

  test('every form has a version of its own, and each status in it leads somewhere', () => {
    expect(listMappings.map(({ version }) => version)).toEqual(listMappings.map((_, at) => at + 1));
    for (const { statuses } of listMappings)
      for (const { shows } of Object.values(statuses)) expect(shows.length).toBeGreaterThan(0);
  });
});
