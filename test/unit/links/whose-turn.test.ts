import { describe, expect, test } from 'vitest';
import { isOutcome, LinkRequestStatus, statusGroups } from '../../../functions/links/request-status.ts';
import { whoseTurn } from '../../../functions/links/whose-turn.ts';

const facts = {
  customer: { name: 'Lantern Logistics' },
  waitingOn: { until: 'the deadline' },
  remedy: { code: 'settle_balance', text: 'Pay in.', since: '2026-11-02T01:30:00.000Z', times: 1 },
};

describe('whose turn it is', () => {
  const open = LinkRequestStatus.options.filter((status) => !isOutcome(status));

  test.each(open)('R018: %s names who has it in hand, and is no error', (status) => {
    const turn = whoseTurn({ ...facts, status });
    expect(turn).toMatch(/The desk|has to|The provider/);
    expect(turn).not.toMatch(/error|fail/i);
    expect(statusGroups[status]).not.toBe('failed');
  });

  test.each(open.filter((status) => status.startsWith('awaiting_')))('%s says until when', (status) => {
    expect(whoseTurn({ ...facts, status })).toContain('the deadline');
  });

  test.each(LinkRequestStatus.options.filter(isOutcome))('nobody has to act any more once it is %s', (status) => {
    expect(whoseTurn({ ...facts, status }).toLowerCase()).toContain('nobody has to act');
  });

  test('who may agree alone is told from when', () => {
    const secondPerson = { because: ['manage' as const], nearMisses: [], aloneFrom: 'tomorrow' };
    expect(whoseTurn({ ...facts, status: 'awaiting_second_person', secondPerson })).toContain('alone from tomorrow');
  });

  test('who holds an account that applied is told', () => {
    const review = { because: 'identifier_taken' as const, holder: 'link_1' };
    expect(whoseTurn({ ...facts, status: 'awaiting_reseller_review', review })).toContain('held by link_1');
  });
});
