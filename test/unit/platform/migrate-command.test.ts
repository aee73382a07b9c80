import { expect, test } from 'vitest';
import { paceOf, parseMigrate, reportOf } from '../../../scripts/migrate.ts';

test('the command takes a stage, a dry run and a rate, and without them is for the local desk at full speed', () => {
  expect(parseMigrate([])).toEqual({ dryRun: false, rate: Number.POSITIVE_INFINITY });
  expect(parseMigrate(['--stage', 'prod', '--dry-run', '--rate', '50'])).toEqual({
    stage: 'prod',
    dryRun: true,
    rate: 50,
  });
});

test.each([[['--rate', 'fast']], [['--rate', '0']], [['--dry']], [['prod']], [['--stage']]])(
  'a command of %j is refused with its usage',
  (args) => {
    expect(() => parseMigrate(args)).toThrow('npm run migrate -- [--stage <stage>]');
  },
);

test('a rate holds over all segments together', async () => {
  let time = 0;
  const waited: number[] = [];
  const wait = async (milliseconds: number) => {
    waited.push(milliseconds);
    time += milliseconds;
  };
  const pace = paceOf(50, wait, () => time);
  for (const items of [100, 25, 0]) await pace(items);
  expect(waited).toEqual([2000, 500]);
});

test('the report has a line for each kind and version', () => {
  const counts = [
    { table: 'desk', item: 'link', version: 1, found: 3, old: 3, left: 0 },
    { table: 'desk', item: 'poller', version: 0, found: 12, old: 0, left: 0 },
  ] as const;
  expect(reportOf(counts, true).split('\n')).toEqual([
    'table  item    version  found  to rewrite  left',
    'desk   link    1        3      3           0',
    'desk   poller  -        12     0           0',
  ]);
});
