import { expect, test } from 'vitest';
import { completedLink } from '../../support/completed-link.ts';
import { linkDesk } from '../../support/link-desk.ts';

test('a completed link, proved effective, stays within the calls and request units that it is planned with', async () => {
  const { status, calls, units } = await completedLink(await linkDesk());
  expect(status).toBe('completed');
  expect(calls.filter(({ op }) => op === 'transact').length).toBeLessThanOrEqual(45);
  expect(calls.filter(({ op }) => op !== 'transact').length).toBeLessThanOrEqual(160);
  expect(units.writes).toBeLessThanOrEqual(330);
  expect(units.reads).toBeLessThanOrEqual(160);
});
