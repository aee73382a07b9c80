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

test('an entry that nobody measures adds nothing, and one of an older form what it can', () => {
  expect(measuresOf(entry('mail.sent', { site: 'tencent-intl' }))).toEqual([]);
  expect(measuresOf(entry('link_request.cancelled', { spent: 'long', failure: 'none' }))).toEqual([
    { name: 'LinkRequestsCancelled', unit: 'Count', value: 1, by: { site: 'unknown' } },
  ]);
});
