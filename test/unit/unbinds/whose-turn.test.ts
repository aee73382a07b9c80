import { expect, test } from 'vitest';
import { isUnbindOutcome, UnbindStatus } from '../../../functions/unbinds/status.ts';
import { waitingStatuses } from '../../../functions/unbinds/waits.ts';
import { type TurnFacts, whoseTurn } from '../../../functions/unbinds/whose-turn.ts';

const until = '2026-12-05T02:14:09.000Z';
const standing = (status: UnbindStatus, more: Partial<TurnFacts> = {}): TurnFacts => ({
  status,
  customer: { name: 'Lantern Logistics Pte. Ltd.' },
  ...(waitingStatuses.includes(status) && { waitingOn: { until } }),
  ...more,
});

test.each(UnbindStatus.options)('%s: one sentence says whose turn it is, and until when', (status) => {
  const sentence = whoseTurn(standing(status));
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(sentence).not.toMatch(/undefined|awaiting_/);
  expect(sentence.includes(until)).toBe(waitingStatuses.includes(status));
  expect(/obody has to act/.test(sentence)).toBe(isUnbindOutcome(status));
});

test('it names what the provider named, who may agree alone, and why an application is taken back', () => {
  expect(whoseTurn(standing('awaiting_completion', { blocker: 'negative credit' }))).toContain('negative credit');
  expect(whoseTurn(standing('awaiting_second_person', { secondPerson: { aloneFrom: until } }))).toContain('alone from');
  expect(whoseTurn(standing('awaiting_withdrawal', { leaving: 'customer_said_no' }))).toContain('told us no');
  expect(whoseTurn(standing('awaiting_review_entry', { verdict: 'refuse' }))).toContain('our no');
  expect(whoseTurn(standing('expired', { reason: 'nobody came' }))).toContain('because nobody came');
});
