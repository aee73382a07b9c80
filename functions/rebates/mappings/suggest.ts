import { createHash } from 'node:crypto';
import type { Site } from '../../providers/provider.ts';
import { readAmount, readRate } from '../files/cell-number.ts';
import { cleaned, wordKey } from '../files/cell-text.ts';
import { readPeriod, readTime } from '../files/cell-time.ts';
import { builtInMappings } from './built-in.ts';
import type { MappedField, Mapping } from './mapping.ts';
import { kindWords, reasonWords, statusWords } from './words.ts';

/** What one column seems to hold: by its name, by the look of its cells, or both. `confidence` from 0 to 1. */
export type SuggestedColumn = {
  readonly header: string;
  readonly field: MappedField;
  readonly confidence: number;
  readonly samples: readonly string[];
};

/** A mapping that a person may confirm or correct, and why each of its columns; in the order of the file. */
export type Suggestion = { readonly mapping: Mapping; readonly columns: readonly SuggestedColumn[] };

const timeZone = 'Asia/Shanghai';
const zones = { written: timeZone, settled: timeZone };

/** Columns below this are left out, for a person to say. */
const LEAST_CONFIDENCE = 0.35;

/** Words in names of columns. The first rule that fits counts, so the narrower ones come first. */
const nameRules: readonly (readonly [RegExp, MappedField])[] = [
  [/(expected|estimated).*(date|settle)|预计/, 'expectedOn'],
  [/(rate|percent|ratio)$|比例|费率|比率|%/, 'rate'],
  [/(record|line|detail|entry).*(id|no|number|ref)|(记录|流水|明细)(id|号|编号)/, 'id'],
  [/order.*(time|date)|(payment|transaction|usage)(time|date)|(下单|支付|交易|订购)(时间|日期)/, 'orderedAt'],
  [/order|订单/, 'order'],
  [/(customer|client|sub-?account).*(name)|客户(名称|名)/, 'ignored'],
  [/customer|client|sub-?account|uin|uid|客户/, 'customer'],
  [/(product|service|item).*name|(产品|商品|服务)名称/, 'productName'],
  [/product|service|commodity|产品|商品|服务/, 'product'],
  [/(settle|billing|bill|commission|rebate).*(period|month|cycle)|(结算|账单|账期).*(月|周期|期)|账期/, 'period'],
  [/base|eligible|commissionable|usageamount|consum|基数|基准|可返/, 'base'],
  [/refund|退款/, 'refund'],
  [/^tax|tax(amount)?$|税/, 'tax'],
  [/credit|voucher|抵扣|代金券/, 'credit'],
  [/adjust|correct|调整|调账/, 'correction'],
  [/(rebate|commission|incentive).*(amount|total)?$|(返利|返佣|佣金|激励)(金额)?$|^amount$|^金额$/, 'amount'],
  [/currency|币种|货币/, 'currency'],
  [/status|state$|状态/, 'status'],
  [/reason|原因/, 'reason'],
  [/type$|类型/, 'kind'],
  [/month|period|月份|周期/, 'period'],
];

/**
 * What the columns of an unknown file may mean, from their names and the look of their cells. Never used by itself: a
 * person confirms it. A field is given to the column that fits it best; the others are `ignored`.
 */
export function suggestMapping(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  site: Site,
): Suggestion {
  const columns = headers.map((header, at) => guess(header, distinct(samples.map((cells) => cells[at] ?? ''))));
  const best = columns.map((column, at) => {
    const rival = columns.findIndex(
      ({ field, confidence }, other) =>
        field === column.field &&
        other !== at &&
        (confidence > column.confidence || (confidence === column.confidence && other < at)),
    );
    const taken = column.field !== 'ignored' && (rival >= 0 || column.confidence < LEAST_CONFIDENCE);
    return taken ? { ...column, field: 'ignored' as const, confidence: Math.min(column.confidence, 0.3) } : column;
  });
  const sign = signOf(best);
  const mapping: Mapping = {
    name: `columns-${createHash('sha256').update(headers.map(wordKey).join('\n')).digest('hex').slice(0, 12)}`,
    version: 1,
    sites: [site],
    document: 'suggested from the names and the look of the columns',
    columns: best.flatMap(({ header, field }) => (header.trim() ? [{ field, headers: [header.trim()] }] : [])),
    statuses: statusWords,
    kinds: kindWords,
    reasons: reasonWords,
    timeZone,
    rateAs: asPercent(best) ? 'percent' : 'fraction',
    ...(sign && { decimalSign: sign }),
  };
  return { mapping, columns: best };
}

function guess(header: string, samples: readonly string[]): SuggestedColumn {
  const name = wordKey(header);
  const known = builtInMappings
    .flatMap(({ columns }) => columns)
    .find((column) => column.headers.some((one) => wordKey(one) === name))?.field;
  const ruled = nameRules.find(([words]) => words.test(name))?.[1];
  const field = known ?? ruled ?? byLook(samples) ?? 'ignored';
  const byName = known ? 0.95 : ruled ? 0.7 : field === 'ignored' ? 0.3 : 0.4;
  const filled = samples.filter((cell) => cleaned(cell) !== undefined);
  const fits = filled.length === 0 ? 1 : filled.filter((cell) => looksLike(field, cell)).length / filled.length;
  return {
    header,
    field,
    confidence: Math.round(byName * (0.25 + 0.75 * fits) * 100) / 100,
    samples: filled.slice(0, 5),
  };
}

/** Fields that show by their cells alone. */
function byLook(samples: readonly string[]): MappedField | undefined {
  const filled = samples.filter((cell) => cleaned(cell) !== undefined);
  const candidates = ['currency', 'status', 'period', 'orderedAt'] as const;
  return filled.length === 0 ? undefined : candidates.find((field) => filled.every((cell) => looksLike(field, cell)));
}

const statusKeys = new Set(Object.keys(statusWords).map(wordKey));

function looksLike(field: MappedField, cell: string): boolean {
  const text = cleaned(cell) ?? '';
  switch (field) {
    case 'amount':
    case 'base':
    case 'refund':
    case 'credit':
    case 'tax':
    case 'correction':
      return readAmount(text, '.').ok || readAmount(text, ',').ok;
    case 'rate':
      return readRate(text, 'percent', '.').ok || readRate(text, 'percent', ',').ok;
    case 'period':
      return readPeriod(text, zones).ok;
    case 'orderedAt':
    case 'expectedOn':
      return readTime(text, zones).ok;
    case 'currency':
      return /^[A-Za-z]{3}$/.test(text) || /^(人民币|美元|港币|欧元)$/.test(text);
    case 'status':
      return statusKeys.has(wordKey(text));
    case 'id':
    case 'order':
    case 'customer':
    case 'product':
    case 'productName':
    case 'kind':
    case 'reason':
    case 'ignored':
      return text.length <= 512;
  }
}

const distinct = (cells: readonly string[]) => [...new Set(cells)];

const samplesOf = (columns: readonly SuggestedColumn[], ...fields: readonly MappedField[]) =>
  columns.filter(({ field }) => fields.includes(field)).flatMap(({ samples }) => samples);

/** The only sign before decimals by which every amount can be read, where one of them would be refused by the other. */
function signOf(columns: readonly SuggestedColumn[]): '.' | ',' | undefined {
  const amounts = samplesOf(columns, 'amount', 'base', 'refund', 'credit', 'tax', 'correction').map(
    (cell) => cleaned(cell) ?? '',
  );
  const by = (sign: '.' | ',') => amounts.every((cell) => readAmount(cell, sign).ok);
  if (amounts.length === 0 || by('.') === by(',')) return undefined;
  return by('.') ? '.' : ',';
}

/** Rates without a sign that are above 1 can be nothing but per cent. */
function asPercent(columns: readonly SuggestedColumn[]): boolean {
  return samplesOf(columns, 'rate').some(
    (cell) => !readRate(cleaned(cell) ?? '0', 'fraction').ok && readRate(cleaned(cell) ?? '0', 'percent').ok,
  );
}
