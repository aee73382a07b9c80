import { expect, test } from 'vitest';
import { syncSequence } from '../../../../functions/rebates/sync/sync-sequence.ts';
import { transition } from '../../../../functions/sequence/transition.ts';
import { rebateOf } from '../../../support/rebate-desk.ts';
import { doubtful, statement, syncDesk, unknownColumns } from '../../../support/sync-desk.ts';

const period = '2026-10';
const periods = [period];
const [one, two] = [rebateOf('r-1'), rebateOf('r-2', { amount: '20.5' })];

function passedOf(desk: Awaited<ReturnType<typeof syncDesk>>, execution: string) {
  return desk.machine.machine.executions.get(execution)?.passed;
}
const items = (desk: Awaited<ReturnType<typeof syncDesk>>) =>
  desk.tables.items('desk').filter(({ pk }) => pk.includes('#REBATES#'));

test('R116: what a night reads is kept as it came, compared and applied, and the sync tells what became of it', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one, two));
  const done = await desk.sync({ periods });
  expect(done).toMatchObject({ status: 'completed', periods: [{ period, state: 'applied', applied: 2 }] });
  expect(passedOf(desk, done.execution)).toEqual([
    'LoadSync',
    'AwaitSource',
    'ReadSource',
    'Compare',
    'Apply',
    'Completed',
  ]);
  expect(items(desk)).toHaveLength(2);
});

test('R116: a second reading of the same writes no record, and asks of the provider no more than its file', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one, two));
  await desk.sync({ periods });
  const before = items(desk);
  const done = await desk.sync({ periods });
  expect(done).toMatchObject({ status: 'completed', periods: [{ state: 'unchanged' }] });
  expect(passedOf(desk, done.execution)?.slice(-2)).toEqual(['Compare', 'Completed']);
  expect(items(desk)).toEqual(before);
  expect(desk.source.asked).toEqual([period, period]);
});

test('R116: without periods those are read that the site still corrects, oldest first', async () => {
  const desk = await syncDesk();
  const done = await desk.sync();
  expect(done.periods.map(({ period: each, state }) => [each, state])).toEqual([
    ['2026-09', 'not_available'],
    ['2026-10', 'not_available'],
    ['2026-11', 'not_available'],
  ]);
  expect(done.status).toBe('completed');
});

test('R116: a file that the provider is still making is asked for again, at growing pauses', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one));
  desk.source.script.set(period, ['making', 'making', 'ready']);
  const done = await desk.sync({ periods });
  expect(done).toMatchObject({ status: 'completed', asked: 2, periods: [{ state: 'applied' }] });
  expect(passedOf(desk, done.execution)?.filter((state) => state === 'ReadSource')).toHaveLength(3);
});

test.each([
  ['never ready', 'making', 'never_ready'],
  ['never pushed into the bucket', 'push_failed', 'push_failed'],
  ['out of reach', 'provider_down', 'provider_down'],
  ['cut short each time', 'cut_short', 'cut_short'],
] as const)(
  'B12: a file that is %s is unread after a quarter of an hour, and what is known stays',
  async (_, said, because) => {
    const desk = await syncDesk();
    desk.source.files.set(period, statement(one, two));
    await desk.sync({ periods });
    const before = items(desk);
    desk.source.script.set(period, [said]);
    const failed = await desk.sync({ periods });
    expect(failed).toMatchObject({
      status: 'failed',
      failure: { stage: 'reading', code: 'unread' },
      periods: [{ state: 'unread', because }],
    });
    expect(items(desk)).toEqual(before);
    expect(desk.source.asked.length).toBeLessThan(30);
    // the account is free for the next one
    desk.source.script.set(period, ['ready']);
    expect((await desk.sync({ periods })).status).toBe('completed');
  },
);

test('B12: a key that is turned away is not tried for a quarter of an hour', async () => {
  const desk = await syncDesk();
  desk.source.script.set(period, ['credentials']);
  expect(await desk.sync({ periods })).toMatchObject({ status: 'failed', periods: [{ because: 'credentials' }] });
  expect(desk.source.asked).toHaveLength(1);
});

test('R116: an address that is too old is asked for anew, once in a reading', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one));
  desk.source.script.set(period, ['expired', 'ready']);
  expect(await desk.sync({ periods })).toMatchObject({ status: 'completed', asked: 0 });
  expect(desk.source.asked).toHaveLength(2);
});

test('B12: one period that can not be read does not hold up the others', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one));
  desk.source.script.set('2026-09', ['provider_down']);
  const done = await desk.sync({ periods: ['2026-09', period] });
  expect(done).toMatchObject({ status: 'completed', periods: [{ state: 'unread' }, { state: 'applied' }] });
});

test.each([
  ['held', doubtful],
  ['quarantined', unknownColumns],
])('B12: what is %s is not taken in, and the sync completes', async (state, file) => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one));
  await desk.sync({ periods });
  const before = items(desk);
  desk.source.files.set(period, file);
  expect(await desk.sync({ periods })).toMatchObject({ status: 'completed', periods: [{ state }] });
  expect(items(desk)).toEqual(before);
});

test('R116: a dry run plans and touches nothing', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one, two));
  const done = await desk.sync({ periods, dryRun: true });
  expect(done).toMatchObject({
    status: 'completed',
    dryRun: true,
    periods: [{ state: 'planned', plan: { changes: 2 } }],
  });
  expect(items(desk)).toEqual([]);
});

test('R116: one sync of an account is at work at a time', async () => {
  const desk = await syncDesk();
  desk.source.script.set(period, ['making']);
  await desk.sync({ periods }, 30);
  await expect(desk.sync({ periods })).rejects.toThrow('lock');
});

test('R116: a machine that dies is followed by another one, which goes on where the record stands', async () => {
  const desk = await syncDesk();
  desk.source.files.set(period, statement(one));
  desk.source.script.set(period, ['making', 'ready']);
  const { id, execution } = await desk.sync({ periods }, 3);
  desk.machine.machine.abort(execution);
  await desk.pass(3600);
  const [sync] = desk.syncs();
  expect(sync).toMatchObject({ id, status: 'completed', attempt: 2 });
});

test('R116: the fourth death ends a sync, and frees its account', async () => {
  const desk = await syncDesk();
  desk.source.script.set(period, ['making']);
  await desk.sync({ periods }, 3);
  for (let death = 0; death < 4; death += 1) {
    for (const name of desk.machine.machine.executions.keys()) desk.machine.machine.abort(name);
    await desk.pass(2700 / 2 ** (3 - death) + 700);
  }
  await desk.pass(7200);
  const [sync] = desk.syncs();
  expect(sync?.status).toBe('failed');
  desk.source.script.delete(period);
  expect((await desk.sync({ periods })).status).toBe('completed');
});

test('a sync waits for nobody: a question is refused where it would be opened', async () => {
  const desk = await syncDesk();
  const record = await desk.sync({ periods: ['2026-09'], dryRun: true });
  const wait = { kind: 'review', party: 'operator', for: 'review', seconds: 60 } as const;
  const asking = () =>
    transition(
      syncSequence,
      { ...record, status: 'reading' as const },
      { to: 'comparing', actor: { kind: 'desk', part: 'test' }, at: record.createdAt, wait },
      desk.deps.newId,
    );
  expect(asking).toThrow('rebate_sync waits for nobody');
});
