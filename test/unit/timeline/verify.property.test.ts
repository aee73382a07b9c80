import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../functions/kernel/write.ts';
import { entryHash, timelineKey } from '../../../functions/timeline/index.ts';
import { rechained } from '../../support/rechained.ts';
import { HOUR, history, org } from './history.ts';

const doing = fc.record({
  record: fc.nat({ max: 2 }),
  kind: fc.constantFrom('move' as const, 'append' as const),
  later: fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 3 * HOUR })),
  data: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
  ),
});

async function lived(doings: readonly (typeof doing extends fc.Arbitrary<infer D> ? D : never)[]) {
  const desk = history();
  for (const one of [{ record: 0, kind: 'move' as const, later: 0, data: {} }, ...doings]) await desk.happen(one);
  return desk;
}

type Desk = Awaited<ReturnType<typeof lived>>;

/** Ways to tamper with a timeline of at least one entry; `at` is the number of the entry that it begins with. */
const tamperings: Readonly<Record<string, (desk: Desk, at: number) => unknown>> = {
  'another type': (desk, at) => put(desk, { ...entry(desk, at), type: 'link_request.cancelled' }),
  'another actor': (desk, at) => put(desk, { ...entry(desk, at), actor: { kind: 'desk', part: 'x' } }),
  'another time': (desk, at) => put(desk, { ...entry(desk, at), at: '2026-11-02T00:00:00.000Z' }),
  'other data': (desk, at) => put(desk, { ...entry(desk, at), data: { word: 'none of ours' } }),
  'a field too many': (desk, at) => put(desk, { ...entry(desk, at), note: 'x' }),
  'a field too few': async (desk, at) => {
    const { actor: _actor, ...rest } = entry(desk, at);
    put(desk, rest as Item);
  },
  'another hash': (desk, at) => put(desk, { ...entry(desk, at), hash: 'f'.repeat(64) }),
  'another predecessor': (desk, at) => put(desk, { ...entry(desk, at), previous: 'e'.repeat(64) }),
  'another schema version': (desk, at) => put(desk, { ...entry(desk, at), schemaVersion: 9 }),
  'content and hash': (desk, at) => put(desk, rechained([entry(desk, at)], { type: 'a.b' })[0] as Item),
  removed: (desk, at) => desk.remove(entry(desk, at), 'timeline'),
  'all removed': async (desk) => {
    for (const item of desk.entries('lreq_0')) await desk.remove(item, 'timeline');
  },
  'inserted behind the last': async (desk) => {
    const last = entry(desk, desk.entries('lreq_0').length);
    const seq = Number(last['seq']) + 1;
    put(desk, rechained([{ ...last, ...timelineKey(org, 'lreq_0', seq), seq, previous: last['hash'] }])[0] as Item);
  },
  'inserted between': (desk, at) => put(desk, { ...entry(desk, at), sk: `${entry(desk, at).sk}a` }),
  'a chain written anew': async (desk, at) => {
    for (const item of rechained(desk.entries('lreq_0').slice(at - 1), { type: 'a.b' })) put(desk, item);
  },
  'the record removed': async (desk) => desk.remove(await desk.record('lreq_0'), 'desk'),
  'the record’s count': async (desk) => {
    const record = await desk.record('lreq_0');
    desk.tables.seed('desk', { ...record, timelineSeq: Number(record['timelineSeq']) + 1 });
  },
  'the record’s head': async (desk) =>
    desk.tables.seed('desk', { ...(await desk.record('lreq_0')), timelineHead: 'd'.repeat(64) }),
};

function entry(desk: Desk, at: number): Item {
  const item = desk.entries('lreq_0')[at - 1];
  if (!item) throw new Error(`no entry ${at}`);
  return item;
}

function put(desk: Desk, item: Item): void {
  desk.tables.seed('timeline', item);
}

describe('R056: the verifier', () => {
  test('finds nothing in what only the desk wrote, however it came about and whenever it looks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 12 }), fc.nat({ max: 3 * HOUR }), async (doings, later) => {
        const desk = await lived(doings);
        await desk.pass(later);
        expect(await desk.said()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test.each(Object.keys(tamperings))('finds any single tampering: %s', async (how) => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 6 }), fc.nat(), async (doings, place) => {
        const desk = await lived(doings);
        const at = 1 + (place % desk.entries('lreq_0').length);
        await tamperings[how]?.(desk, at);
        const { findings } = await desk.verify();
        expect(findings.filter((one) => 'subject' in one && one.subject === 'lreq_0')).not.toEqual([]);
        expect(findings.filter((one) => !('subject' in one) || one.subject !== 'lreq_0')).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('finds a chain that was written anew together with the record’s head by the last anchor', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 8 }), fc.nat(), async (doings, place) => {
        const desk = await lived(doings);
        await desk.pass(2 * HOUR);
        const entries = desk.entries('lreq_0');
        const anew = rechained(entries.slice(place % entries.length), { type: 'a.b' });
        for (const item of anew) put(desk, item);
        desk.tables.seed('desk', { ...(await desk.record('lreq_0')), timelineHead: anew.at(-1)?.['hash'] });
        const said = await desk.said();
        expect(said).toContainEqual(expect.stringMatching(/the anchor of 2026-11-\d\dT\d\d knows it as [0-9a-f]{12}…/));
      }),
      { numRuns: 20 },
    );
  });

  test('finds a tail that was cut off together with the record’s count by the last anchor', async () => {
    const desk = await lived([{ record: 0, kind: 'move', later: 60, data: {} }]);
    await desk.pass(2 * HOUR);
    const first = entry(desk, 1);
    await desk.remove(entry(desk, 2), 'timeline');
    desk.tables.seed('desk', { ...(await desk.record('lreq_0')), timelineSeq: 1, timelineHead: first['hash'] });
    expect(await desk.said()).toEqual([
      expect.stringMatching(/^lreq_0 of org_a: entry 2 is gone: the anchor of 2026-11-02T01 knows it as \w{12}…\.$/),
    ]);
  });
});

describe('R056: a finding', () => {
  const three = async () => {
    const desk = await lived([
      { record: 0, kind: 'append', later: 10, data: { mail: 'one' } },
      { record: 0, kind: 'move', later: 10, data: { to: 'inviting' } },
    ]);
    return { desk, entries: desk.entries('lreq_0') };
  };

  test('says what was altered, by record and number', async () => {
    const { desk, entries } = await three();
    const [, second] = entries;
    if (!second) throw new Error('no second entry');
    put(desk, { ...second, data: { mail: 'two' } });
    const { pk: _pk, sk: _sk, schemaVersion: _version, hash, ...body } = second;
    const computed = entryHash({ ...body, data: { mail: 'two' } });
    expect(await desk.said()).toEqual([
      `lreq_0 of org_a: entry 2 was altered: its content has the hash ${computed.slice(0, 12)}…, it carries ${String(hash).slice(0, 12)}….`,
    ]);
  });

  test.each([
    [1, ['entry 1 is missing.']],
    [2, ['entry 2 is missing.']],
    [3, ['entry 3 is missing: the record counts 3.']],
  ])('says that entry %i was removed', async (seq, texts) => {
    const { desk, entries } = await three();
    await desk.remove(entries[seq - 1] as Item, 'timeline');
    expect(await desk.said()).toEqual(texts.map((text) => `lreq_0 of org_a: ${text}`));
  });

  test('says which entry no longer follows, where one was written anew with its hash', async () => {
    const { desk, entries } = await three();
    const [anew] = rechained(entries.slice(1, 2), { type: 'a.b' });
    put(desk, anew as Item);
    expect(await desk.said()).toEqual([
      expect.stringMatching(/^lreq_0 of org_a: entry 3 follows \w{12}…, but entry 2 has \w{12}…\.$/),
    ]);
  });

  test('says that an entry was put behind the last', async () => {
    const { desk, entries } = await three();
    const last = entries[2] as Item;
    const [more] = rechained([{ ...last, ...timelineKey(org, 'lreq_0', 4), seq: 4, previous: last['hash'] }]);
    put(desk, { ...(more as Item) });
    expect(await desk.said()).toContainEqual('lreq_0 of org_a: entry 4 is unknown to the record, which counts 3.');
  });
});

test('R056: a timeline of 1,000 entries is verified', async () => {
  const desk = history();
  for (let count = 0; count < 1000; count += 1)
    await desk.happen({ record: 0, kind: count % 2 ? 'move' : 'append', later: 60, data: { count } });
  await desk.pass(HOUR);
  expect(await desk.verify()).toMatchObject({ findings: [], timelines: 1, entries: 1000, anchors: 18 });
  const middle = desk.entries('lreq_0')[499] as Item;
  desk.tables.seed('timeline', { ...middle, data: { count: -1 } });
  expect((await desk.verify()).findings).toMatchObject([{ seq: 500, code: 'altered' }]);
});
