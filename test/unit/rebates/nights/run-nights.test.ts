import { describe, expect, test } from 'vitest';
import { changePartnerAccount, readPartnerAccount } from '../../../../functions/parties/partner-account.ts';
import { rebateOf } from '../../../support/rebate-desk.ts';
import { statement, syncDesk } from '../../../support/sync-desk.ts';

const begun = (desk: Awaited<ReturnType<typeof syncDesk>>) =>
  desk
    .syncs()
    .filter(({ origin }) => origin === 'night')
    .map(({ night, status }) => [night, status]);

async function change(desk: Awaited<ReturnType<typeof syncDesk>>, of: Parameters<typeof changePartnerAccount>[1]) {
  const account = await readPartnerAccount(desk.tables, desk.org, desk.account.id);
  if (!account) throw new Error('no account');
  const doing = { by: { org: desk.org, member: desk.admin }, at: desk.deps.clock.now(), newId: desk.deps.newId };
  const changed = changePartnerAccount(account, of, doing);
  if (!changed.ok) throw new Error(changed.error.kind);
  await desk.tables.transact(changed.value.intents);
}

// the account is entered on 2026-11-02 at 09:30 in Singapore, and read at 02:30 there: 18:30 UTC the day before
describe('R115: nights', () => {
  test('begin after the account was entered, and come once a day however often the worker runs', async () => {
    const desk = await syncDesk();
    expect(await desk.nights()).toMatchObject({ begun: 0, missed: 0, absent: 0 });
    await desk.until('2026-11-02T18:29:00.000Z');
    expect(await desk.nights()).toMatchObject({ begun: 0 });
    await desk.until('2026-11-02T18:31:00.000Z');
    expect(await desk.nights()).toMatchObject({ begun: 1, missed: 0 });
    for (let hour = 0; hour < 30; hour += 1) {
      await desk.pass(3600);
      await desk.nights();
    }
    await desk.settle();
    expect(begun(desk)).toEqual([
      ['2026-11-03', 'completed'],
      ['2026-11-04', 'completed'],
    ]);
    expect(desk.failures).toEqual([]);
  });

  test('read what the provider has, night after night; a third one without a change writes no record', async () => {
    const desk = await syncDesk();
    desk.source.files.set('2026-10', statement(rebateOf('r-1')));
    const lines = () => desk.tables.items('desk').filter(({ pk }) => pk.includes('#REBATE'));
    const seen: unknown[] = [];
    for (const day of ['02', '03', '04']) {
      await desk.until(`2026-11-${day}T19:00:00.000Z`);
      await desk.nights();
      await desk.pass(600);
      if (day === '02') desk.source.files.set('2026-10', statement(rebateOf('r-1', { amount: '11' })));
      seen.push(lines().filter(({ sk }) => sk.startsWith('VERSION#') || sk === 'r-1').length);
    }
    expect(seen[2]).toEqual(seen[1]);
    expect(desk.syncs().map(({ periods }) => periods.at(1)?.state)).toEqual(['applied', 'applied', 'unchanged']);
  });

  test('of many workers at once one begins it', async () => {
    const desk = await syncDesk();
    await desk.until('2026-11-02T19:00:00.000Z');
    const runs = await Promise.all([desk.nights(), desk.nights(), desk.nights()]);
    expect(runs.reduce((sum, run) => sum + run.begun, 0)).toBe(1);
    expect(begun(desk)).toHaveLength(1);
  });

  test('that passed in an outage are records of their own, and only the latest is worked in', async () => {
    const desk = await syncDesk();
    await desk.until('2026-11-02T19:00:00.000Z');
    await desk.nights();
    await desk.until('2026-11-05T19:00:00.000Z');
    expect(await desk.nights()).toMatchObject({ begun: 1, missed: 2, absent: 1 });
    await desk.settle();
    await desk.pass(600);
    expect(begun(desk)).toEqual([
      ['2026-11-03', 'completed'],
      ['2026-11-06', 'completed'],
      ['2026-11-04', 'missed'],
      ['2026-11-05', 'missed'],
    ]);
    expect(await desk.nights()).toMatchObject({ begun: 0, missed: 0, absent: 0 });
  });

  test('that fail are tried again by the hour, three times in all, and are absent after 26 hours', async () => {
    const desk = await syncDesk();
    for (const period of ['2026-09', '2026-10', '2026-11']) desk.source.script.set(period, ['provider_down']);
    await desk.until('2026-11-02T19:00:00.000Z');
    for (let hour = 0; hour < 8; hour += 1) {
      await desk.nights();
      await desk.pass(3600);
    }
    expect(begun(desk)).toEqual([
      ['2026-11-03', 'failed'],
      ['2026-11-03', 'failed'],
      ['2026-11-03', 'failed'],
    ]);
    await desk.until('2026-11-03T12:00:00.000Z');
    expect(await desk.nights()).toMatchObject({ absent: 1 });
  });

  test('wait while another sync of the account is at work', async () => {
    const desk = await syncDesk();
    await desk.until('2026-11-02T18:50:00.000Z');
    desk.source.script.set('2026-10', ['making']);
    await desk.sync({ periods: ['2026-10'] }, 660);
    expect(await desk.nights()).toMatchObject({ begun: 0 });
    await desk.pass(3600);
    expect(await desk.nights()).toMatchObject({ begun: 1 });
  });

  test('are not those of an account that is paused, and none of the pause is called missed', async () => {
    const desk = await syncDesk();
    await change(desk, { status: 'paused', reason: 'Audit' });
    await desk.until('2026-11-05T19:00:00.000Z');
    expect(await desk.nights()).toMatchObject({ begun: 0, missed: 0, absent: 0 });
    await change(desk, { status: 'active', reason: 'Audit is over' });
    expect(await desk.nights()).toMatchObject({ begun: 0, absent: 0 });
    await desk.until('2026-11-06T19:00:00.000Z');
    expect(await desk.nights()).toMatchObject({ begun: 1, missed: 0 });
  });

  // the clocks of New York skip 02:30 on 14 March 2027 and show 01:30 twice on 7 November
  test.each([
    ['02:30', '2027-03-12', ['2027-03-13', '2027-03-14', '2027-03-15', '2027-03-16']],
    ['23:30', '2027-03-12', ['2027-03-12', '2027-03-13', '2027-03-14', '2027-03-15']],
    ['02:30', '2027-11-05', ['2027-11-06', '2027-11-07', '2027-11-08', '2027-11-09']],
    ['23:30', '2027-11-05', ['2027-11-05', '2027-11-06', '2027-11-07', '2027-11-08']],
    ['01:30', '2027-11-05', ['2027-11-06', '2027-11-07', '2027-11-08', '2027-11-09']],
  ])(
    'at %s are each begun exactly once, by the hour and by three workers, when the clocks change after %s',
    async (syncTime, from, nights) => {
      const desk = await syncDesk();
      await change(desk, { syncTime, timeZone: 'America/New_York' });
      await desk.until(`${from}T12:10:00.000Z`);
      await desk.nights();
      await desk.pass(600);
      const before = begun(desk).length;
      for (let hour = 0; hour < 96; hour += 1) {
        await desk.pass(3600);
        await Promise.all([desk.nights(), desk.nights(), desk.nights()]);
      }
      await desk.pass(600);
      expect(begun(desk).slice(before)).toEqual(nights.map((night) => [night, 'completed']));
      expect(desk.failures).toEqual([]);
    },
  );

  test('follow the account’s own time and zone from the next night on', async () => {
    const desk = await syncDesk();
    await desk.until('2026-11-02T19:00:00.000Z');
    await desk.nights();
    await change(desk, { syncTime: '23:30', timeZone: 'Europe/Berlin' });
    await desk.until('2026-11-03T22:00:00.000Z');
    await desk.nights();
    // the 3rd in Berlin has the name of a night that was worked in
    await desk.until('2026-11-04T22:31:00.000Z');
    await desk.nights();
    await desk.settle();
    expect(begun(desk).map(([night]) => night)).toEqual(['2026-11-03', '2026-11-04']);
  });
});
