import { describe, expect, test } from 'vitest';
import { unbindOutcomes } from '../../functions/unbinds/status.ts';
import { unbindWays } from '../../statemachines/unbind-outcomes.ts';
import { waysSuite } from '../support/ways.ts';

describe('the ways that unbinds end on', () => {
  waysSuite('unbind.asl.json', unbindWays, unbindOutcomes);

  test('R095: complete only by a state of their own, just before they end as completed', () => {
    for (const { outcome, states } of Object.values(unbindWays))
      expect(states.slice(-2).join()).toMatch(outcome === 'completed' ? /^Complete,Completed$/ : /^(?!Complete,)/);
  });
});
