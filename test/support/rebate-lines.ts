import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Bytes } from '../../functions/rebates/objects.ts';
import { canonicalDecimal, type Rebate, rebateKinds, rebateStatuses } from '../../functions/rebates/rebate.ts';
import type { SourceRecord } from '../../functions/rebates/snapshot/make-snapshots.ts';

/** A settled line of ten dollars: five per cent of two hundred. */
export const line = (over: Partial<Rebate> = {}): Rebate => ({
  id: 'r-1',
  period: '2026-10',
  kind: 'rebate',
  status: 'settled',
  order: '20261001000001',
  customer: '200012345678',
  currency: 'USD',
  amount: '10',
  base: '200',
  rate: '0.05',
  ...over,
});

/** Records on the lines of an original, the first after its header. */
export async function* onLines(records: readonly Rebate[]): AsyncGenerator<SourceRecord> {
  for (const [index, record] of records.entries()) yield { record, row: index + 2 };
}

/** In small pieces that end anywhere, as a network hands them over. */
export async function* inPieces(bytes: Uint8Array, size = 37): Bytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const pack = (lines: readonly string[]): Uint8Array => gzipSync(lines.map((each) => `${each}\n`).join(''));

export const unpack = (bytes: Uint8Array): readonly string[] =>
  gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1);

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Beyond what a float holds, and with eight decimals. */
const amount = fc
  .tuple(fc.bigInt(-(2n ** 56n), 2n ** 56n), fc.nat(99_999_999))
  .map(([whole, decimals]) => canonicalDecimal(`${whole}.${String(decimals).padStart(8, '0')}`));

const rate = fc.nat(99_999_999).map((part) => canonicalDecimal(`0.${String(part).padStart(8, '0')}`));

const adjustment = fc.record({ kind: fc.constantFrom('refund', 'credit', 'tax', 'correction'), amount });

/** Any line with one of few ids, so that lists of them meet. */
export const anyRecord: fc.Arbitrary<Rebate> = fc.record(
  {
    id: fc.constantFrom('a', 'a-', 'a.b', 'ab', 'a~20', 'b', 'B', 'b0', 'c', '1', '10', '2'),
    period: fc.constantFrom('2026-09', '2026-10'),
    kind: fc.constantFrom(...rebateKinds),
    status: fc.constantFrom(...rebateStatuses),
    productName: fc.constantFrom('云服务器', 'Cloud "VM"\u2028', 'é'),
    currency: fc.constantFrom('USD', 'USD', 'USD', 'CNY', 'JPY'),
    amount,
    base: amount,
    rate,
    adjustments: fc.array(adjustment, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['id', 'period', 'kind', 'status', 'currency', 'amount'] },
) as fc.Arbitrary<Rebate>;

/** What a statement says of two periods, each id once in each. */
export const anyStatement = fc.uniqueArray(anyRecord, {
  selector: ({ period, id }) => `${period} ${id}`,
  maxLength: 24,
});
