import { describe, expect, test } from 'vitest';
import { syncWays } from '../../statemachines/rebate-sync-outcomes.ts';
import { waysSuite } from '../support/ways.ts';

describe('the ways that syncs of rebates end on', () => {
  waysSuite('rebate-sync.asl.json', syncWays, ['completed', 'failed'], ['TooLong']);

  test('R116: nothing is applied that was not compared first', () => {
    const ways = Object.values(syncWays).map(({ states }) => states.map(String));
    const hasty = ways.filter((states) => !states.slice(0, states.indexOf('Apply') + 1).includes('Compare'));
    expect(hasty.filter((states) => states.includes('Apply'))).toEqual([]);
    expect(hasty.length).toBeLessThan(ways.length);
  });
});
