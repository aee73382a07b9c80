import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesize, testStage, text } from './synthesized.ts';

const synthesized = synthesize(testStage({ alarmMail: 'ops@reseller-desk.example' }));
const alarms = resourcesOf(synthesized, 'AWS::CloudWatch::Alarm').map(({ Properties }) => ({
  name: text(Properties['AlarmName']).replace('test-desk-', ''),
  description: text(Properties['AlarmDescription']),
  actions: Properties['AlarmActions'],
}));
const runbook = readFileSync('docs/runbook.md', 'utf8');
const entries = runbook
  .split(/^## /m)
  .slice(1)
  .map((entry) => ({ names: (entry.split('\n')[0] ?? '').split(', '), entry }))
  .filter(({ names }) => names[0] !== 'Where to look');

describe('the runbook', () => {
  it('has an entry for each alarm, and none for one that there is not', () => {
    expect(entries.flatMap(({ names }) => names).sort()).toEqual(alarms.map(({ name }) => name).sort());
  });

  it.each(entries.map(({ names, entry }) => [names[0], entry] as const))(
    'says of %s what it means, where to see it, what to do and how that was tried',
    (_, entry) => {
      for (const part of ['**Means.**', '**See.**', '**Do.**', '**Tried.**']) expect(entry).toContain(part);
    },
  );

  it('is named by every alarm, which also mails', () => {
    for (const { name, description, actions } of alarms) {
      expect(description).toContain(`docs/runbook.md, ${name}.`);
      expect(actions).toHaveLength(1);
    }
  });
});

describe('the dashboard', () => {
  it('is one, of widgets that all show something', () => {
    const [dashboard, ...more] = resourcesOf(synthesized, 'AWS::CloudWatch::Dashboard');
    expect(more).toEqual([]);
    const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
    for (const shown of [
      'TimeToLink',
      'TimeSpent',
      'LinkRequestFailures',
      'DueWorkStuck',
      'IteratorAge',
      '5xx',
      'Throttles',
    ])
      expect(body).toContain(shown);
  });
});
