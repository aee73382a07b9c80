import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProofItem, proofItems } from '../../../functions/providers/provider.ts';
import { type ItemResult, type Items, itemStatuses } from '../../../functions/verification/checklist.ts';
import { type Before, isDecided, standingAfter } from '../../../functions/verification/standing.ts';

const at = '2026-11-02T01:30:00.000Z';
const pass: ItemResult = { status: 'pass', tries: 1 };
const notHere: ItemResult = { status: 'not_supported', tries: 1 };
const silent: ItemResult = { status: 'unknown', tries: 1, because: 'provider_down' };
const early: ItemResult = { status: 'too_early', tries: 1, because: 'nothing_yet' };
const untried: ItemResult = { status: 'pending', tries: 0 };
const wrong: ItemResult = { status: 'fail', tries: 1, because: 'contradicted' };
const gone = (tries: number): ItemResult => ({ status: 'fail', tries, because: 'not_ours' });

const all = (result: ItemResult, more: Partial<Items> = {}): Items => ({
  status: result,
  visibility: result,
  service: result,
  billing: result,
  delegated_action: result,
  audit_trace: result,
  ...more,
});
/** As the site is documented: four reads, two items without one. */
const passing = (more: Partial<Items> = {}) => all(pass, { service: notHere, audit_trace: notHere, ...more });
const fresh: Before = { verified: 'unverified', failing: [] };
const effective: Before = { verified: 'effective', failing: [], effectiveAt: at };
const degraded: Before = { verified: 'degraded', failing: ['billing'], effectiveAt: at };
const broken: Before = { verified: 'broken', failing: ['status'], effectiveAt: at };

describe('how a link stands', () => {
  test.each<[string, Before, Items, Before['verified'], ProofItem[]]>([
    ['nothing tried yet', fresh, all(untried), 'unverified', []],
    ['everything that there is holds', fresh, passing(), 'effective', []],
    ['one item without an answer', fresh, passing({ billing: silent }), 'unverified', []],
    ['one item too early', fresh, passing({ billing: early }), 'unverified', []],
    ['one item fails before it was ever proved', fresh, passing({ billing: wrong }), 'unverified', ['billing']],
    ['one item fails', effective, passing({ billing: wrong }), 'degraded', ['billing']],
    ['billing says not yours', effective, passing({ billing: gone(9) }), 'degraded', ['billing']],
    ['the provider is down', effective, all(silent), 'effective', []],
    ['the provider is down while an item fails', degraded, all(silent), 'degraded', ['billing']],
    ['another item fails', degraded, passing({ delegated_action: wrong }), 'degraded', ['delegated_action']],
    ['all items hold again', degraded, passing(), 'effective', []],
    ['a first read says not yours', effective, passing({ status: gone(1) }), 'degraded', ['status']],
    ['a second read says so, too', effective, passing({ status: gone(2) }), 'broken', ['status']],
    ['no longer listed, twice', degraded, passing({ visibility: gone(2) }), 'broken', ['visibility']],
    ['in arrears is not gone', effective, passing({ status: { ...wrong, tries: 7 } }), 'degraded', ['status']],
    ['gone, and the next list begins', broken, all(untried), 'broken', ['status']],
    ['gone, and a new list says so once', broken, passing({ status: gone(1) }), 'broken', ['status']],
    ['back, but billing fails', broken, passing({ billing: wrong }), 'degraded', ['billing']],
    [
      'back, billing fails, and never proved',
      { ...broken, effectiveAt: undefined } as Before,
      passing({ billing: wrong }),
      'unverified',
      ['billing'],
    ],
    ['back', broken, passing(), 'effective', []],
  ])('%s: from then on as said', (_name, before, items, verified, failing) => {
    expect(standingAfter(before, items)).toEqual({ verified, failing });
  });

  test('R046: a status alone makes no link effective, whatever else this site has no read for', () => {
    expect(standingAfter(fresh, all(notHere, { status: pass })).verified).toBe('unverified');
    expect(standingAfter(fresh, passing({ delegated_action: untried })).verified).toBe('unverified');
    expect(standingAfter(fresh, passing({ delegated_action: wrong })).verified).toBe('unverified');
    expect(standingAfter(fresh, all(notHere, { status: pass, visibility: pass })).verified).toBe('effective');
  });

  const result: fc.Arbitrary<ItemResult> = fc.record({
    status: fc.constantFrom(...itemStatuses),
    because: fc.constantFrom('not_ours', 'contradicted', 'no_right'),
    tries: fc.nat({ max: 4 }),
  });
  const anyItems: fc.Arbitrary<Items> = fc.record({
    status: result,
    visibility: result,
    service: result,
    billing: result,
    delegated_action: result,
    audit_trace: result,
  });
  const anyBefore: fc.Arbitrary<Before> = fc.record(
    {
      verified: fc.constantFrom('unverified', 'effective', 'degraded', 'broken'),
      failing: fc.uniqueArray(fc.constantFrom(...proofItems)),
      effectiveAt: fc.constant(at),
    },
    { requiredKeys: ['verified', 'failing'] },
  );

  test('is effective only while nothing fails, and proved only by passes and by what the site does not have', () => {
    fc.assert(
      fc.property(anyBefore, anyItems, (before, items) => {
        const after = standingAfter(before, items);
        const statuses = proofItems.map((item) => items[item].status);
        const proved = statuses.every((status) => status === 'pass' || status === 'not_supported');
        const becameEffective = after.verified === 'effective' && before.verified !== 'effective';
        expect(after.verified === 'effective' && after.failing.length > 0).toBe(false);
        expect(becameEffective && !proved).toBe(false);
        expect(after.verified === 'degraded' && !before.effectiveAt).toBe(false);
        const decided = proofItems.filter((item) => isDecided(items[item]));
        const failed = decided.filter((item) => items[item].status === 'fail');
        expect(after.failing.filter((item) => decided.includes(item))).toEqual(failed);
      }),
    );
  });

  test('does not move by silence: items without a verdict leave a standing link as it was', () => {
    const undecided = fc.constantFrom(silent, untried, early);
    const silence = fc.tuple(undecided, undecided, undecided, undecided, undecided, undecided);
    const standing = fc.constantFrom(fresh, effective, degraded, broken);
    fc.assert(
      fc.property(standing, silence, (before, [status, visibility, service, billing, delegated, audit]) => {
        const items = { status, visibility, service, billing, delegated_action: delegated, audit_trace: audit };
        const { verified, failing } = before;
        expect(standingAfter(before, items)).toEqual({ verified, failing });
      }),
    );
  });

  test('comes to rest: the same items again change nothing more', () => {
    fc.assert(
      fc.property(anyBefore, anyItems, (before, items) => {
        const once = standingAfter(before, items);
        const effectiveAt = before.effectiveAt ?? (once.verified === 'effective' ? at : undefined);
        const again = { ...before, ...once, ...(effectiveAt && { effectiveAt }) };
        expect(standingAfter(again, items)).toEqual(once);
      }),
    );
  });
});
