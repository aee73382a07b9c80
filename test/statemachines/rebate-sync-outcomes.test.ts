import { describe, expect, test } from 'vitest';
import { syncWays } from '../../statemachines/rebate-sync-outcomes.ts';
import { waysSuite } from '../support/ways.ts';

describe('the ways that syncs of rebates end on', () => {
  waysSuite('rebate-sync.asl.json', syncWays, ['completed', 'failed'], ['TooLong']);

  test('R116: nothing is applied that was not compared first', () => {
    for (const { states } of Object.values(syncWays)) {
      const applied = states.findIndex((state) => state === 'Apply');
      if (applied >= 0) expect(states.slice(0, applied)).toContain('Compare');
    }
  });
});
