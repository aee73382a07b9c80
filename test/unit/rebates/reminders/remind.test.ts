import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rebatesOf } from '../../../../functions/providers/capabilities.ts';
import { nextCycle } from '../../../../functions/rebates/period.ts';
import { remind } from '../../../../functions/rebates/reminders/remind.ts';
import { readPeriod } from '../../../../functions/rebates/store/period-record.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
import { rebateDesk, rebateOf } from '../../../support/rebate-desk.ts';

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

const pending = (id: string) => rebateOf(id, { status: 'pending' });

/** A desk with one open period, and what has become due and was told of it. */
async function setup(source: 'file' | 'none' = 'file') {
  const desk = await rebateDesk();
  const { org, account, tables, deps } = desk;
  const reminders = () =>
    tables.items('desk').flatMap(({ kind, id, at }) => (kind === 'rebate.remind' ? [{ id, at: String(at) }] : []));
  const sources = (site: typeof account.site) => {
    const found = rebatesOf(site);
    return found && { ...found, source };
  };
  const remindOf = (period: string) => remind({ ...deps, rebatesOf: sources }, { org, id: `${account.id}#${period}` });
  const open = async (period: string) => (await readPeriod(tables, org, account.id, period))?.open;
  const told = () =>
    tables.items('timeline').flatMap(({ type, data }) => (type === 'partner_account.rebates_open' ? [data] : []));
  const syncs = () => tables.items('desk').filter(({ origin, status }) => origin === 'hand' && status === 'reading');
  return { ...desk, reminders, remindOf, open, told, syncs };
}

describe('R120: a period with open lines', () => {
  test('is looked at again once the provider has closed its next bill, and not before', async () => {
    const { night, reminders, account, pass } = await setup();
    await night({ '2026-09': [rebateOf('A')], '2026-10': [pending('B')] });
    const [one, ...more] = reminders();
    expect([one?.id, more]).toEqual([`${account.id}#2026-10`, []]);
    pass(1);
    await night({ '2026-10': [pending('B'), pending('C')] });
    expect(reminders()).toEqual([one]);
  });

  test('is left alone once nothing of it is open', async () => {
    const { night, remindOf, reminders, open, pass } = await setup();
    await night({ '2026-10': [pending('B')] });
    const before = reminders().length;
    pass(1);
    await night({ '2026-10': [rebateOf('B')] });
    pass(40);
    await remindOf('2026-10');
    expect([await open('2026-10'), reminders().length]).toEqual([undefined, before]);
  });

  test('is read once more when no night reads it any longer, and waits for the next cycle', async () => {
    const { night, remindOf, reminders, syncs, pass } = await setup();
    await night({ '2026-10': [pending('B')] });
    pass(200);
    await remindOf('2026-10');
    expect(syncs()).toMatchObject([{ periods: [{ period: '2026-10', state: 'awaited' }] }]);
    expect(new Set(reminders().map(({ at }) => at)).size).toBe(2);
    // its account is taken by that sync: the reminder is tried again later, and says nothing twice
    await expect(remindOf('2026-10')).rejects.toThrow('is at work');
  });

  test('is told once a cycle, whether a night or a reminder asks for the next one, wherever the account is', async () => {
    const { night, remindOf, reminders, account, tables, org, pass } = await setup();
    const key = recordKey(org, account.id);
    const set = { timeZone: 'America/New_York' };
    await tables.transact([{ op: 'update', table: 'desk', key, set, expect: [], refusal: 'version' }]);
    await night({ '2026-10': [pending('B')] });
    await remindOf('2026-10');
    pass(1);
    await night({ '2026-10': [pending('B'), pending('C')] });
    expect(reminders()).toHaveLength(1);
  });

  test('is a person’s to bring again where the site has no source', async () => {
    const { night, remindOf, told, syncs } = await setup('none');
    await night({ '2026-10': [pending('B')] });
    await remindOf('2026-10');
    expect(syncs()).toEqual([]);
    expect(told()).toMatchObject([{ period: '2026-10', records: 1, late: 0 }]);
  });
});

describe('R119: what is open for longer than is usual', () => {
  test('is told by the account’s own history: more days than nine in ten of its lines took', async () => {
    const { night, remindOf, open, told, pass } = await setup();
    await night({ '2026-10': [pending('A')] });
    pass(20);
    await night({ '2026-10': [rebateOf('A'), pending('B')] });
    pass(20);
    await remindOf('2026-10');
    expect(await open('2026-10')).toMatchObject({ records: 1, late: 0, days: 20 });
    expect(told()).toEqual([]);
    pass(1);
    await remindOf('2026-10');
    expect(await open('2026-10')).toMatchObject({ records: 1, late: 1, days: 20 });
    expect(told()).toMatchObject([{ period: '2026-10', late: 1 }]);
  });

  test('is told by what somebody has set, whatever the history is', async () => {
    const { night, remindOf, open, pass, tables, org, account } = await setup();
    await night({ '2026-10': [pending('A')] });
    const set = { settlesWithinDays: 5 };
    const key = recordKey(org, account.id);
    await tables.transact([{ op: 'update', table: 'desk', key, set, expect: [], refusal: 'version' }]);
    pass(6);
    await remindOf('2026-10');
    expect(await open('2026-10')).toMatchObject({ records: 1, late: 1, days: 5 });
  });

  test('is not guessed while nothing was ever settled', async () => {
    const { night, remindOf, open, pass } = await setup();
    await night({ '2026-10': [pending('A')] });
    pass(50);
    await remindOf('2026-10');
    const found = await open('2026-10');
    expect(found).toMatchObject({ records: 1, late: 0 });
    expect(found).not.toHaveProperty('days');
  });
});

test('R120: a cycle ends with the day on which the site closes its bill, by the clocks of the settlement zone', () => {
  const onThe5th = { zone: 'Asia/Shanghai', billDay: 5 };
  expect(nextCycle(onThe5th, '2026-11-04T00:00:00.000Z')).toBe('2026-11-05T16:00:00.000Z');
  expect(nextCycle(onThe5th, '2026-11-05T16:00:00.000Z')).toBe('2026-12-05T16:00:00.000Z');
  expect(nextCycle({ zone: 'UTC', billDay: 5 }, '2026-12-31T23:59:59.000Z')).toBe('2027-01-06T00:00:00.000Z');
  expect(nextCycle({ zone: 'UTC', billDay: 12 }, '2026-12-06T00:00:00.000Z')).toBe('2026-12-13T00:00:00.000Z');
});
