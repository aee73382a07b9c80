import { expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { measuresOf } from '../../../functions/platform/measures.ts';
import type { TimelineEntry } from '../../../functions/timeline/index.ts';
import { req } from '../../support/requirements.ts';

const entry = (type: string, data: TimelineEntry['data']): TimelineEntry => ({
  id: 'tle_1',
  org: 'org_1',
  subject: 'lreq_1',
  seq: 7,
  type,
  actor: { kind: 'desk', part: 'link-machine' },
  at: instant(Date.parse('2026-11-21T06:40:00.000Z')),
  data,
  previous: '',
  hash: '',
});

test(
  req('R138', 'a link that was made counts for its site, with the time that it took and whose time that was'),
  () => {
    const ended = entry('link_request.completed', {
      site: 'tencent-intl',
      startedAt: '2026-11-21T06:30:00.000Z',
      spent: { customer: 540_000, desk: 60_000 },
    });
    expect(measuresOf(ended)).toEqual([
      { name: 'LinkRequestsCompleted', unit: 'Count', value: 1, by: { site: 'tencent-intl' } },
      { name: 'TimeToLink', unit: 'Seconds', value: 600, by: { site: 'tencent-intl' } },
      { name: 'TimeSpent', unit: 'Seconds', value: 540, by: { site: 'tencent-intl', party: 'customer' } },
      { name: 'TimeSpent', unit: 'Seconds', value: 60, by: { site: 'tencent-intl', party: 'desk' } },
    ]);
  },
);

test(req('R138', 'a failure counts by its code, and a machine that was given up for the alarm as well'), () => {
  const failure = { stage: 'submission', code: 'machine_died' };
  expect(measuresOf(entry('link_request.failed', { site: 'tencent-intl', failure }))).toEqual([
    { name: 'LinkRequestsFailed', unit: 'Count', value: 1, by: { site: 'tencent-intl' } },
    { name: 'LinkRequestFailures', unit: 'Count', value: 1, by: { site: 'tencent-intl', code: 'machine_died' } },
    { name: 'MachinesGivenUp', unit: 'Count', value: 1, by: {} },
  ]);
});

test('a case that has ended counts as others do, with the time that each party had it', () => {
  const spent = { provider: 3_600_000 };
  expect(
    measuresOf(entry('unbind.completed', { site: 'tencent-intl', startedAt: '2026-11-21T05:40:00.000Z', spent })),
  ).toEqual([
    { name: 'UnbindsCompleted', unit: 'Count', value: 1, by: { site: 'tencent-intl' } },
    { name: 'TimeToUnbind', unit: 'Seconds', value: 3600, by: { site: 'tencent-intl' } },
    { name: 'UnbindTimeSpent', unit: 'Seconds', value: 3600, by: { site: 'tencent-intl', party: 'provider' } },
  ]);
});

test('R140: what turns up of a case that had ended counts for the alarm, taken up again or not', () => {
  const turnedUp = [{ name: 'UnbindsReopened', unit: 'Count', value: 1, by: {} }];
  expect(measuresOf(entry('unbind.reopened', { site: 'tencent-intl' }))).toEqual(turnedUp);
  expect(measuresOf(entry('unbind.noted', { heldElsewhere: true }))).toEqual(turnedUp);
  expect(measuresOf(entry('unbind.noted', { status: 'awaiting_completion' }))).toEqual([]);
});

test('an entry that nobody measures adds nothing, and one of an older form what it can', () => {
  expect(measuresOf(entry('mail.sent', { site: 'tencent-intl' }))).toEqual([]);
  expect(measuresOf(entry('link_request.cancelled', { spent: 'long', failure: 'none' }))).toEqual([
    { name: 'LinkRequestsCancelled', unit: 'Count', value: 1, by: { site: 'unknown' } },
  ]);
});

test('B12: a sync that was completed counts, and so does each period that it did not take in', () => {
  const periods = { applied: 1, held: 2, quarantined: 1 };
  expect(measuresOf(entry('rebate_sync.completed', { site: 'tencent-intl', periods }))).toEqual([
    { name: 'RebateSyncsCompleted', unit: 'Count', value: 1, by: { site: 'tencent-intl' } },
    { name: 'RebatePeriodsHeld', unit: 'Count', value: 2, by: {} },
    { name: 'RebatePeriodsQuarantined', unit: 'Count', value: 1, by: {} },
  ]);
});

test('R115: a sync that failed counts for the alarm, whatever site it is of', () => {
  const failure = { stage: 'reading', code: 'unread' };
  const periods = [{ period: '2026-10', state: 'unread', because: 'provider_down' }];
  expect(measuresOf(entry('rebate_sync.failed', { site: 'tencent-intl', failure, periods }))).toEqual([
    { name: 'RebateSyncsFailed', unit: 'Count', value: 1, by: {} },
    { name: 'RebateSyncFailures', unit: 'Count', value: 1, by: { site: 'tencent-intl', code: 'unread' } },
  ]);
});
