import { expect, test } from 'vitest';
import { builtInMappings } from '../../../../functions/rebates/mappings/built-in.ts';
import { mappingFor, mappingGaps } from '../../../../functions/rebates/mappings/match.ts';
import { suggestMapping } from '../../../../functions/rebates/mappings/suggest.ts';
import { builtIn, csv, readStatement } from '../../../support/statement.ts';

const headers = [
  'Statement Line No',
  '账期',
  'Client account',
  'Order No.',
  'Eligible spend base',
  'Rebate percent',
  'Rebate total',
  'CCY',
  'State',
  'Notes',
];
const lines = [
  ['0001', '2026年10月', '200012345678', '0009', '1.000,50', '5', '50,03', 'EUR', '已结算', 'x'],
  ['0002', '2026年10月', '200012345679', '0010', '-12,00', '7,5', '-0,90', 'EUR', '待确认', ''],
];

test('R121: an unknown layout gets a mapping suggested, with samples and how sure each column is, by which it can be read', async () => {
  const { mapping, columns } = suggestMapping(headers, lines, 'huawei-cn');
  expect(columns.map(({ field }) => field)).toEqual([
    'id',
    'period',
    'customer',
    'order',
    'base',
    'rate',
    'amount',
    'currency',
    'status',
    'ignored',
  ]);
  expect(columns.every(({ confidence }) => confidence > 0 && confidence <= 1)).toBe(true);
  expect(columns[6]?.samples).toEqual(['50,03', '-0,90']);
  expect(mapping).toMatchObject({ sites: ['huawei-cn'], rateAs: 'percent', decimalSign: ',' });
  expect(mappingGaps(mapping)).toEqual([]);

  const { records, quarantined } = await readStatement(csv([headers, ...lines]), { mapping });
  expect(quarantined).toEqual([]);
  expect(records).toMatchObject([
    { id: '0001', base: '1000.5', rate: '0.05', amount: '50.03' },
    { id: '0002', base: '-12', rate: '0.075', amount: '-0.9' },
  ]);
});

test('a mapping fits its own columns in any order, case and width, and no others', () => {
  const names = builtIn('tencent-intl-commission-detail').columns.map(({ headers: [name = ''] }) => name);
  const fits = (columns: readonly string[]) => mappingFor(columns, builtInMappings)?.name;
  expect(fits(names.toReversed().map((name) => ` ${name.toUpperCase()} `))).toBe('tencent-intl-commission-detail');
  expect(fits([...names, 'Bonus'])).toBeUndefined();
  expect(fits(names.slice(1))).toBeUndefined();
});

test('what a mapping lacks before a file can be read by it is named', () => {
  expect(builtInMappings.flatMap(mappingGaps)).toEqual([]);
  const { mapping } = suggestMapping(['A', 'B'], [['x', 'y']], 'tencent-intl');
  expect(mappingGaps(mapping)).toEqual(['amount', 'status', 'id']);
});
