import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInMappings } from '../../../../functions/rebates/mappings/built-in.ts';
import type { MappedField, Mapping } from '../../../../functions/rebates/mappings/mapping.ts';
import { canonicalDecimal } from '../../../../functions/rebates/rebate.ts';
import { csv, readStatement } from '../../../support/statement.ts';
import { workbook } from '../../../support/workbook.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }))
  .map(([minus, whole, part]) => canonicalDecimal(`${minus ? '-' : ''}${whole}.${String(part).padStart(12, '0')}`));
const rate = fc
  .bigInt({ min: 0n, max: 10n ** 12n })
  .map((part) => canonicalDecimal(`0.${String(part).padStart(13, '0')}`));
const reference = fc.stringMatching(/^[0-9]{2}[A-Za-z0-9/#_-]{1,22}$/).filter((text) => !/^\d+[eE]\d+$/.test(text));
const name = fc.stringMatching(/^[a-z云服务器返利,";<&]{2,20}$/);
const time = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => `${at.toISOString().slice(0, 19)}Z`);

const cell: Readonly<Partial<Record<MappedField, fc.Arbitrary<string>>>> = {
  id: reference,
  period: fc.constantFrom('2026-09', '2026-10'),
  kind: fc.constantFrom('Commission', '退款', 'Reversal'),
  reason: name,
  expectedOn: fc.constantFrom('2026-11-20', '2026-12-05'),
  order: reference,
  customer: reference,
  product: reference,
  productName: name,
  orderedAt: time,
  currency: fc.constant('USD'),
  amount: decimal,
  base: decimal,
  refund: decimal,
  credit: decimal,
  tax: decimal,
  correction: decimal,
};

/** What stands in a record as it stood in its cell. */
const exactFields = ['amount', 'base', 'rate', 'order', 'customer', 'productName'] as const;

/** Lines by a mapping's columns, as its source might write them. */
const linesBy = (mapping: Mapping) =>
  fc.array(
    fc.tuple(
      ...mapping.columns.map(({ field }) => {
        if (field === 'status') return fc.constantFrom(...Object.keys(mapping.statuses));
        return field === 'rate' ? rate : (cell[field] ?? fc.constant('x'));
      }),
    ),
    { minLength: 1, maxLength: 8 },
  );

test.for(builtInMappings.map(({ name: of }) => of))(
  'R104, R121: whatever %s writes is read equal from CSV in either encoding and from a workbook',
  { timeout: 60_000 },
  async (of) => {
    const mapping = { ...builtInMappings.find((one) => one.name === of)!, rateAs: 'fraction' as const };
    const language = fc.constantFrom(0, 1);
    await fc.assert(
      fc.asyncProperty(linesBy(mapping), language, async (lines, at) => {
        const table = [mapping.columns.map(({ headers }) => headers[at] ?? headers[0] ?? ''), ...lines];
        const read = await readStatement(csv(table), { mapping });
        expect(read.quarantined).toEqual([]);
        expect(read.records).toHaveLength(lines.length);
        const shown = exactFields.filter((field) => mapping.columns.some((column) => column.field === field));
        const columns = shown.map((field) => mapping.columns.findIndex((column) => column.field === field));
        expect(read.records.map((record) => shown.map((field) => record[field]))).toEqual(
          lines.map((cells) => columns.map((column) => cells[column])),
        );
        expect(await readStatement(workbook([table]), { mapping })).toEqual(read);
        expect(await readStatement(gb18030(csv(table)), { mapping })).toEqual(read);
      }),
      { numRuns: 25 },
    );
  },
);

/** The two-byte characters of GB18030, which Node reads and does not write. */
const twoBytes = new Map<string, Buffer>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0xb0; lead < 0xf8; lead += 1)
  for (let trail = 0xa1; trail < 0xff; trail += 1) {
    const bytes = Buffer.from([lead, trail]);
    twoBytes.set(decoder.decode(bytes), bytes);
  }

const gb18030 = (text: string) =>
  Buffer.concat(Array.from(text, (sign) => twoBytes.get(sign) ?? Buffer.from(sign, 'latin1')));
