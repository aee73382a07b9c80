import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { type AnchoredHead, readAnchor, sha256, writeAnchor } from '../../../functions/timeline/anchor.ts';
import { anchorHours } from '../../../functions/timeline/anchor-hours.ts';
import type { KeptAnchor } from '../../../functions/timeline/ports.ts';
import { readAnchors } from '../../../functions/timeline/verify-anchors.ts';
import { HOUR, history } from './history.ts';

const moved = (record: number, later = 0) => ({ record, kind: 'move' as const, later, data: {} });
const readAll = (kept: readonly KeptAnchor[]) =>
  kept.map(({ hour, text }) => {
    const read = readAnchor(text);
    if (!read.ok) throw new Error(read.error.because);
    return { hour, ...read.value };
  });
const heads = (kept: readonly KeptAnchor[]) =>
  readAll(kept).map(({ hour, heads: found }) => [
    hour,
    ...found.map(({ subject, seq }) => `${subject} ${seq}`).toSorted(),
  ]);

describe('R056: the hourly run', () => {
  test('anchors the heads of the hour that is over, and an hour without any as empty', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.happen(moved(1, 60));
    await desk.happen(moved(0, 60));
    await desk.pass(3 * HOUR);
    expect(heads(desk.anchors.kept())).toEqual([
      ['2026-11-02T01', 'lreq_0 2', 'lreq_1 1'],
      ['2026-11-02T02'],
      ['2026-11-02T03'],
    ]);
  });

  test('anchors a record anew in each hour in which its timeline grew', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.happen(moved(0, 2 * HOUR));
    await desk.pass(2 * HOUR);
    expect(heads(desk.anchors.kept())).toEqual([
      ['2026-11-02T01', 'lreq_0 1'],
      ['2026-11-02T02'],
      ['2026-11-02T03', 'lreq_0 2'],
      ['2026-11-02T04'],
    ]);
  });

  test('anchors a record that moves on before the run with the later hour', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.happen(moved(0, HOUR / 2 + 60));
    await desk.pass(2 * HOUR);
    expect(heads(desk.anchors.kept())).toEqual([['2026-11-02T01'], ['2026-11-02T02', 'lreq_0 2']]);
  });

  test('chains each anchor to the one before it', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.pass(3 * HOUR);
    const kept = desk.anchors.kept();
    expect(readAll(kept).map(({ trailer }) => trailer.previous)).toEqual([
      '',
      ...kept.slice(0, -1).map(({ text }) => sha256(text)),
    ]);
  });

  test('leaves an hour alone until whoever wrote in it must be done', async () => {
    const desk = history();
    await desk.happen(moved(0));
    const run = () => anchorHours(desk);
    desk.time.now = Date.UTC(2026, 10, 2, 2, 4, 59);
    expect(await run()).toEqual(['2026-11-02T00']);
    desk.time.now = Date.UTC(2026, 10, 2, 2, 5);
    expect(await run()).toEqual(['2026-11-02T01']);
    expect(await run()).toEqual([]);
  });

  test('makes up for the hours of an outage, oldest first, and goes on where it was interrupted', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.pass(HOUR);
    desk.time.now += 5 * HOUR * 1000;
    desk.anchors.failNext(new Error('bucket away'));
    await expect(anchorHours(desk)).rejects.toThrow('bucket away');
    await desk.happen(moved(1));
    const hours = ['02', '03', '04', '05', '06'].map((hour) => `2026-11-02T${hour}`);
    expect(await anchorHours(desk)).toEqual(hours);
    await desk.pass(HOUR);
    expect(await desk.said()).toEqual([]);
  });

  test('at first looks two days back for heads, for the runs that failed', async () => {
    const desk = history();
    await desk.happen(moved(0));
    desk.time.now += 47 * HOUR * 1000;
    const anchored = await anchorHours(desk);
    expect(anchored).toHaveLength(47);
    expect(anchored[0]).toBe('2026-11-02T01');
  });

  test('takes three weeks a run after a long outage, and a gap of months is found again', async () => {
    const desk = history();
    await anchorHours(desk);
    desk.time.now += 2000 * HOUR * 1000;
    expect(await anchorHours(desk)).toHaveLength(500);
    expect(await anchorHours(desk)).toHaveLength(500);
    expect(readAnchors(desk.anchors.kept()).findings).toEqual([]);
  });

  test('stops where another run was faster', async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.pass(HOUR);
    desk.time.now += 3 * HOUR * 1000;
    const [newest] = (await desk.anchors.hours()).slice(-1);
    const slower = { ...desk.anchors, hours: async () => (newest === undefined ? [] : [newest]) };
    await anchorHours(desk);
    expect(await anchorHours({ ...desk, anchors: slower })).toEqual([]);
    expect(readAnchors(desk.anchors.kept()).findings).toEqual([]);
  });
});

const head: fc.Arbitrary<AnchoredHead> = fc.record({
  org: fc.constantFrom('org_a', 'org_b'),
  subject: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  seq: fc.integer({ min: 1, max: 9999 }),
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
});
const trailer = { hour: '2026-11-02T01', takenAt: instant(Date.UTC(2026, 10, 2, 2, 7)), previous: '' };

describe('R056: an anchor', () => {
  test('is read as it was written, in whatever order the heads came', () => {
    fc.assert(
      fc.property(fc.array(head, { maxLength: 5 }), (found) => {
        const text = writeAnchor(found, trailer);
        expect(writeAnchor(found.toReversed(), trailer)).toBe(text);
        const read = readAnchor(text);
        expect(read.ok && read.value.heads.toSorted(byText)).toEqual(found.toSorted(byText));
      }),
    );
  });

  test('shows any character of its heads that was altered', () => {
    fc.assert(
      fc.property(fc.array(head, { minLength: 1, maxLength: 3 }), fc.nat(), (found, place) => {
        const text = writeAnchor(found, trailer);
        const at = place % text.lastIndexOf('{');
        const other = text[at] === 'x' ? 'y' : 'x';
        expect(readAnchor(`${text.slice(0, at)}${other}${text.slice(at + 1)}`).ok).toBe(false);
      }),
    );
  });
});

const byText = (a: AnchoredHead, b: AnchoredHead) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('R056: the chain of anchors', () => {
  const three = async () => {
    const desk = history();
    await desk.happen(moved(0));
    await desk.pass(3 * HOUR);
    return desk.anchors.kept();
  };
  const said = (kept: readonly KeptAnchor[]) => readAnchors(kept).findings.map(({ says }) => says);
  const changed = (kept: readonly KeptAnchor[], at: number, how: Partial<KeptAnchor>) =>
    kept.map((one, place) => (place === at ? { ...one, ...how } : one));

  test('is in order as it was written, and where its beginning is past its retention', async () => {
    const kept = await three();
    expect([said(kept), said(kept.slice(1))]).toEqual([[], []]);
  });

  test('shows an anchor that is gone', async () => {
    const kept = await three();
    expect(said(kept.filter((_, at) => at !== 1))).toEqual([
      'The anchor of 2026-11-02T03: there is none from 2026-11-02T02 until this hour.',
    ]);
  });

  test('shows an anchor that was written anew', async () => {
    const kept = await three();
    const text = writeAnchor([], trailer);
    expect(said(changed(kept, 0, { text }))).toEqual([
      'The anchor of 2026-11-02T02: it does not follow the one of 2026-11-02T01.',
    ]);
  });

  test('shows an anchor that was altered, cut or taken from another hour', async () => {
    const kept = await three();
    const [first, second] = kept.map(({ text }) => text);
    expect(said(changed(kept, 2, { text: `${first}`.replace('lreq_0', 'lreq_1') }))).toEqual([
      'The anchor of 2026-11-02T03: its heads do not have the SHA-256 that its trailer names.',
    ]);
    expect(said(changed(kept, 2, { text: `${first}`.slice(0, -2) }))).toEqual([
      'The anchor of 2026-11-02T03: its last line is no trailer.',
    ]);
    expect(said(changed(kept, 2, { text: `${second}` }))).toEqual([
      'The anchor of 2026-11-02T03: it says that it is of 2026-11-02T02.',
      'The anchor of 2026-11-02T03: it does not follow the one of 2026-11-02T02.',
    ]);
  });

  test('shows an anchor that something was put over', async () => {
    const kept = await three();
    expect(said(changed(kept, 1, { untouched: false }))).toEqual([
      'The anchor of 2026-11-02T02: something was put over it or hides it; its first version was read.',
    ]);
  });
});
