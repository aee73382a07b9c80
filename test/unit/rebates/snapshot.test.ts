import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantBroken } from '../../../functions/kernel/result.ts';
import { compareSnapshots } from '../../../functions/rebates/diff/compare-snapshots.ts';
import { canonicalLine, type Rebate } from '../../../functions/rebates/rebate.ts';
import { makeSnapshots } from '../../../functions/rebates/snapshot/make-snapshots.ts';
import { readRows } from '../../../functions/rebates/snapshot/rows.ts';
import { anyStatement, gathered, inPieces, line, onLines, pack, unpack } from '../../support/rebate-lines.ts';

const at = '2026-11-01T18:30:00.000Z';
const snapshotsOf = (records: readonly Rebate[]) => makeSnapshots(onLines(records), at);
const compared = (before: Uint8Array | undefined, after: Uint8Array, rows?: Uint8Array) =>
  gathered(compareSnapshots(before && inPieces(before), inPieces(after), rows && inPieces(rows)));

describe('a snapshot', () => {
  test('R116: holds a period’s records sorted by id, with the line of the original that each stands on', async () => {
    const [october] = await snapshotsOf([line({ id: 'b' }), line({ id: 'a-1' }), line({ id: 'a', amount: '-2.5' })]);
    expect(unpack(october!.packed)).toEqual([
      canonicalLine(line({ id: 'a', amount: '-2.5' })),
      canonicalLine(line({ id: 'a-1' })),
      canonicalLine(line({ id: 'b' })),
    ]);
    expect(await readRows(inPieces(october!.rows))).toEqual([4, 3, 2]);
  });

  test('R116: its manifest says how many records and bytes it has, what they come to exactly, and its hash', async () => {
    const [october] = await snapshotsOf([
      line({ id: 'a', amount: '9007199254740993.00000001' }),
      line({ id: 'b', amount: '0.00000002' }),
      line({ id: 'c', status: 'pending', amount: '-1.5' }),
      line({ id: 'd', currency: 'CNY', amount: '3' }),
    ]);
    const raw = unpack(october!.packed)
      .map((each) => `${each}\n`)
      .join('');
    expect(october!.manifest).toEqual({
      period: '2026-10',
      sha256: createHash('sha256').update(raw).digest('hex'),
      records: 4,
      bytes: Buffer.byteLength(raw),
      totals: [
        { currency: 'CNY', status: 'settled', records: 1, amount: '3' },
        { currency: 'USD', status: 'pending', records: 1, amount: '-1.5' },
        { currency: 'USD', status: 'settled', records: 2, amount: '9007199254740993.00000003' },
      ],
      madeAt: at,
    });
  });

  test('R116: is the same object in whatever order its records come', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStatement.chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
        ),
        async ([records, shuffled]) => {
          const [one, other] = [await snapshotsOf(records), await snapshotsOf(shuffled)];
          expect(other.map(({ manifest }) => manifest)).toEqual(one.map(({ manifest }) => manifest));
          expect(other.map(({ packed }) => packed)).toEqual(one.map(({ packed }) => packed));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('R116: is sorted right when its records do not fit in memory at once', async () => {
    const wide = 'x'.repeat(6000);
    const count = 6000;
    const records = Array.from({ length: count }, (_, index) =>
      line({ id: `r${String((index * 7919) % count).padStart(6, '0')}`, productName: wide }),
    );
    const [october] = await snapshotsOf(records);
    const ids = unpack(october!.packed).map((each) => each.slice(7, 14));
    expect(ids).toEqual(records.map(({ id }) => id).sort());
    const rows = await readRows(inPieces(october!.rows, 65_536));
    expect(rows.map((row) => records[row - 2]?.id)).toEqual(ids);
  });

  test('an id that comes twice in a period is reported with both lines; in two periods it is two records', async () => {
    const [september, october] = await snapshotsOf([
      line(),
      line({ id: 'r-2' }),
      line({ amount: '11' }),
      line({ period: '2026-09' }),
    ]);
    expect(october).toMatchObject({ duplicates: [{ id: 'r-1', rows: [2, 4] }], manifest: { records: 2 } });
    expect(september).toMatchObject({ duplicates: [], manifest: { records: 1 } });
  });

  test('a record of the original replaces what was known under its id, and the totals with it', async () => {
    async function* records() {
      yield { record: line({ amount: '7', status: 'pending' }), row: 0 };
      yield { record: line({ id: 'r-2', amount: '5' }), row: 0 };
      yield { record: line({ amount: '11' }), row: 2 };
    }
    const [october] = await makeSnapshots(records(), at);
    expect(october).toMatchObject({
      duplicates: [],
      manifest: { records: 2, totals: [{ status: 'settled', records: 2, amount: '16' }] },
    });
    expect(await readRows(inPieces(october!.rows))).toEqual([2, 0]);
  });

  test('B12: a period that is asked for has a snapshot even without records', async () => {
    const [october] = await makeSnapshots(onLines([]), at, ['2026-10']);
    expect(october!.manifest).toMatchObject({ period: '2026-10', records: 0, bytes: 0, totals: [] });
    expect(await compared(undefined, october!.packed)).toEqual([]);
  });
});

describe('comparing two snapshots', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => canonicalLine(line({ id }))) as [string, string, string];
  const changed = canonicalLine(line({ id: 'b', amount: '11' }));

  test('R117: gives what is new, gone and changed in order of ids, with the line of the original', async () => {
    const [now] = await snapshotsOf([line({ id: 'c' }), line({ id: 'b', amount: '11' })]);
    expect(await compared(pack([a, b]), now!.packed, now!.rows)).toEqual([
      { before: a },
      { before: b, after: changed, row: 3 },
      { after: c, row: 2 },
    ]);
  });

  test('R117: of a snapshot with itself is empty', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatement, async (records) => {
        for (const { packed } of await snapshotsOf(records)) expect(await compared(packed, packed)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('R117: finds what a plain comparison of both lists finds', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatement, anyStatement, async (one, other) => {
        const [old, now] = [one, other].map((records) =>
          records.map((record) => canonicalLine({ ...record, period: '2026-10' })).sort(),
        ) as [string[], string[]];
        const [before, after] = [old, now].map((lines) => uniqueById(lines)) as [string[], string[]];
        const found = await compared(pack(before), pack(after));
        expect(found.flatMap((each) => each.before ?? [])).toEqual(before.filter((each) => !after.includes(each)));
        expect(found.flatMap((each) => each.after ?? [])).toEqual(after.filter((each) => !before.includes(each)));
      }),
      { numRuns: 60 },
    );
  });

  test('R116: a snapshot that is not sorted is refused, on either side and wherever it is', async () => {
    for (const wrong of [
      [b, a],
      [a, c, b],
      [a, a],
    ]) {
      await expect(compared(pack(wrong), pack([a, b, c]))).rejects.toThrow(InvariantBroken);
      await expect(compared(pack([a, b, c]), pack(wrong))).rejects.toThrow(InvariantBroken);
      await expect(compared(undefined, pack(wrong))).rejects.toThrow(InvariantBroken);
    }
  });

  test('R116: a snapshot that is torn is refused: cut as an object, within a line, or no gzip at all', async () => {
    const whole = pack([a, b, c]);
    const torn = [
      whole.subarray(0, -9),
      gzipSync(`${a}\n${b.slice(0, 20)}`),
      Buffer.from(`${a}\n`),
      gzipSync('no line\n'),
    ];
    for (const object of torn) {
      await expect(compared(whole, object)).rejects.toThrow(InvariantBroken);
      await expect(compared(object, whole)).rejects.toThrow(InvariantBroken);
    }
  });

  test('what the store throws half-way comes through as it is', async () => {
    const whole = pack([a, b, c]);
    async function* failing() {
      yield whole.subarray(0, 30);
      throw new Error('connection lost');
    }
    await expect(gathered(compareSnapshots(inPieces(whole), failing()))).rejects.toThrow('connection lost');
  });
});

function uniqueById(lines: readonly string[]): string[] {
  return lines.filter((each, index) => each.split('"')[3] !== lines[index - 1]?.split('"')[3]);
}
