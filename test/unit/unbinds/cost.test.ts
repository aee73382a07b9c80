import { expect, test } from 'vitest';
import { linkWays } from '../../../statemachines/link-outcomes.ts';
import { unbindWays } from '../../../statemachines/unbind-outcomes.ts';
import { completedUnbind } from '../../support/completed-unbind.ts';
import { transitionsOf } from '../../support/transitions.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

test('a completed unbind stays within the calls and request units that it is planned with', async () => {
  const { status, states, asking, calls, units } = await completedUnbind(await unbindDesk());
  expect(status).toBe('completed');
  expect(states).toEqual(unbindWays.completed.states);
  expect(asking.map((call) => (call.op === 'transact' ? `${call.intents.length} items` : call.op))).toEqual([
    ...Array(5).fill('get'),
    '5 items',
  ]);
  expect(calls.filter(({ op }) => op === 'transact').length).toBeLessThanOrEqual(55);
  expect(calls.filter(({ op }) => op !== 'transact').length).toBeLessThanOrEqual(210);
  expect(units.writes).toBeLessThanOrEqual(580);
  expect(units.reads).toBeLessThanOrEqual(225);
});

test('a completed unbind is 25 transitions, each of which Step Functions charges for', () => {
  expect(transitionsOf('unbind', unbindWays.completed.states)).toBe(25);
  // counted on the deployed desk, too
  expect(transitionsOf('link', linkWays.completed.states)).toBe(18);
});
