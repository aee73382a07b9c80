import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import type { Item } from '../../../functions/kernel/write.ts';
import { daysAfter, startOfDay } from '../../../functions/kernel/zoned-day.ts';
import { owedWork } from '../../../functions/owed-work.ts';
import { defaultTerms } from '../../../functions/parties/index.ts';
import { due } from '../../../functions/platform/due.ts';
import { migrate } from '../../../functions/platform/migration.ts';
import { kindOf, storedVersions } from '../../../functions/stored-kinds.ts';
import { beginLooks } from '../../../functions/unbinds/customer-started/begin-looks.ts';
import { readDailyLook, takeLook } from '../../../functions/unbinds/customer-started/daily-look.ts';
import { readReadiness } from '../../../functions/unbinds/readiness/readiness.ts';
import { startReadiness } from '../../../functions/unbinds/readiness/start-readiness.ts';
import { DAY } from '../../support/link-desk.ts';
import { memoryScan } from '../../support/memory-scan.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

const header = 'Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline';
const customer = { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' };

const setup = async () => {
  // what the provider shows comes by its lists here, so the desk looks there once a day only
  const desk = await unbindDesk({}, { unbind: { ...defaultTerms.unbind, lookSeconds: DAY } });
  const link = await desk.activeLink({ customer });
  const { id: account } = desk.account;
  await desk.settle();
  /** As the pretend console writes it: times in UTC+8. */
  const wire = (seconds: number) =>
    new Date(desk.time.now + (seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const submittedAt = wire(-3600);
  const row = (status: string, more: { number?: string; origin?: string; uin?: string; deadline?: string } = {}) => {
    const { number = 'UB1', origin = 'Customer', uin = customer.accountId, deadline = '' } = more;
    return `${number},${uin},Lantern,${origin},${submittedAt},${status},${deadline}`;
  };
  const upload = async (rows: readonly string[], sent: { rights?: string; key?: string } = {}) => {
    const csv = [header, ...rows].join('\n');
    const answer = await desk.request('POST /v1/partner-accounts/{accountId}/unbinding-list', {
      params: { accountId: account },
      csv,
      ...sent,
    });
    await desk.settle();
    return answer;
  };
  const started = async () => {
    const { json } = await upload([row('Under review by reseller')]);
    const id: string = json.rows[0].unbind;
    return id;
  };
  return { desk, link, account, row, upload, started, wire };
};
const review = 'POST /v1/unbinds/{unbindId}/review';

describe('B02: the list of the provider', () => {
  test('makes a case of what a customer has started, which waits for the reviewer until the provider’s own deadline', async () => {
    const { desk, link, upload, row } = await setup();
    const { status, json } = await upload([row('Under review by reseller')]);
    expect([status, json.rows]).toEqual([
      200,
      [{ line: 2, number: 'UB1', became: 'started', unbind: expect.stringMatching(/^ubd_/) }],
    ]);
    const record = desk.unbind(json.rows[0].unbind);
    expect(record).toMatchObject({
      origin: 'customer',
      status: 'awaiting_review',
      link: link.id,
      createdBy: 'desk',
      owner: desk.operator,
      reference: 'UB1',
      live: true,
      providerDeadline: { at: expect.stringMatching(/T16:00:00\.000Z$/), zone: 'Asia/Shanghai' },
      facts: [{ kind: 'submitted', observedBy: 'operator', reference: 'UB1', by: desk.operator }],
    });
    expect(record.waitingOn).toMatchObject({ party: 'approver', until: record.providerDeadline?.at });
    expect((await desk.lockOf(record))?.unbind).toBe(record.id);
  });

  test('takes the deadline that the list names before the one that we reckon', async () => {
    const { desk, upload, row, wire } = await setup();
    const { json } = await upload([row('Under review by reseller', { deadline: wire(6 * DAY) })]);
    expect(Date.parse(desk.unbind(json.rows[0].unbind).providerDeadline?.at ?? '') - desk.time.now).toBe(
      6 * DAY * 1000,
    );
  });

  test('twice adds nothing, and neither does the same call again', async () => {
    const { desk, upload, row } = await setup();
    const rows = [row('Under review by reseller'), row('Being checked', { number: 'UB9', uin: '200011112222' })];
    const first = await upload(rows, { key: 'one-and-the-same' });
    const id = first.json.rows[0].unbind;
    const { facts } = desk.unbind(id);
    const entries = desk.told(id);
    expect((await upload(rows, { key: 'one-and-the-same' })).json).toEqual(first.json);
    const again = await upload(rows);
    expect(again.json.rows.map(({ became }: { became: string }) => became)).toEqual(['known', 'stranger']);
    expect([desk.unbind(id).facts, desk.told(id)]).toEqual([facts, entries]);
    expect(desk.tables.items('desk').filter(({ listPk }) => listPk === `ORG#${desk.org}#UNBINDS`)).toHaveLength(1);
  });

  test('with a mistake in it writes nothing at all', async () => {
    const { desk, upload, row } = await setup();
    const before = desk.snapshot();
    const { status, json } = await upload([row('Under review by reseller'), row('Gone', { number: 'UB2' })]);
    expect([status, json.errors[0].field]).toEqual([400, 'line 3, Status']);
    expect(desk.snapshot()).toBe(before);
  });

  test('brings what is new of our own case as an operator’s observation, each thing once', async () => {
    const { desk, link, upload, row } = await setup();
    const id = await desk.startUnbind({ ready: true, agreed: true }, link);
    await desk.settle();
    const of = (status: string) => upload([row(status, { origin: 'Reseller' })]);
    await of('Awaiting customer confirmation');
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_customer_confirmation', reference: 'UB1' });
    await of('Conditions not met');
    await of('Conditions not met');
    expect(desk.unbind(id).facts.map(({ kind }) => kind)).toEqual(['submitted', 'customer_confirmed', 'blocked']);
    await of('Unbound');
    expect(desk.unbind(id).status).toBe('completed');
    expect(desk.unbind(id).facts.every(({ observedBy }) => observedBy === 'operator')).toBe(true);
  });

  test('names what is under way for a link of ours and nobody here asked for', async () => {
    const { upload, row } = await setup();
    const { json } = await upload([row('Awaiting customer confirmation', { origin: 'Reseller' })]);
    expect(json.rows).toEqual([{ line: 2, number: 'UB1', became: 'without_case' }]);
  });

  test('that shows a customer gone already makes a case and completes it', async () => {
    const { desk, link, upload, row } = await setup();
    const { json } = await upload([row('Unbound')]);
    expect(desk.unbind(json.rows[0].unbind).status).toBe('completed');
    expect((await desk.link(link.id)).status).toBe('unbound');
  });

  test('is for who writes down what they saw, of an account that is theirs', async () => {
    const { desk, account, upload } = await setup();
    expect((await upload([], { rights: 'auditor' })).status).toBe(403);
    const elsewhere = await desk.request('POST /v1/partner-accounts/{accountId}/unbinding-list', {
      params: { accountId: account },
      csv: header,
      org: desk.other.org,
    });
    expect(elsewhere.status).toBe(404);
  });
});

describe('B02: the review', () => {
  test.each([
    ['approve', 'reviewed_yes', 'awaiting_completion'],
    ['refuse', 'reviewed_no', 'refused_by_reseller'],
  ])('to %s is entered at the provider, which the list then shows', async (verdict, kind, status) => {
    const { desk, started, upload, row } = await setup();
    const id = await started();
    const approver = await desk.member('approver');
    const answered = await desk.request(review, {
      params: { unbindId: id },
      json: { verdict, reason: 'As agreed with the customer' },
      member: approver,
      rights: 'approver',
    });
    expect(answered.status).toBe(202);
    await desk.settle();
    expect(desk.unbind(id)).toMatchObject({
      status: 'awaiting_review_entry',
      reviewed: { by: approver, reason: 'As agreed with the customer' },
    });
    await upload([row(verdict === 'approve' ? 'Being checked' : 'Refused by reseller')]);
    expect(desk.unbind(id).facts.at(-1)?.kind).toBe(kind);
    expect(desk.unbind(id).status).toBe(status);
  });
});

describe('B01, B02: the provider’s clock over a review', () => {
  const notices = (desk: Awaited<ReturnType<typeof setup>>['desk'], id: string) =>
    desk.told(id).filter((type) => type.startsWith('unbind.clock'));

  test('a review of ten days fires three notices and one escalation, and lets nothing pass without an owner', async () => {
    const { desk, started } = await setup();
    const second = await desk.member('approver');
    const id = await started();
    await desk.pass(11 * DAY);
    expect(notices(desk, id)).toEqual([
      'unbind.clock_noticed',
      'unbind.clock_noticed',
      'unbind.clock_noticed',
      'unbind.clock_escalated',
    ]);
    expect(desk.told(id)).not.toContain('unbind.escalated');
    const record = desk.unbind(id);
    expect(record.reviewClock?.told.map(({ daysBefore, owner }) => [daysBefore, owner])).toEqual([
      [5, desk.operator],
      [3, desk.operator],
      [1, desk.operator],
    ]);
    expect(record.reviewClock?.escalated?.to).toBe(second);
    expect(record).toMatchObject({ status: 'awaiting_completion', flags: ['decided_by_clock'] });
    expect(record.facts.at(-1)).toMatchObject({ kind: 'approved_by_clock', observedBy: 'clock' });
    const passed = desk.tables
      .items('timeline', `ORG#${desk.org}#${id}`)
      .find(({ data }) => JSON.stringify(data).includes('approved_by_clock'));
    expect(passed?.['data']).toMatchObject({
      because: 'time_over',
      owner: desk.operator,
      told: Array(3).fill(desk.operator),
    });
    expect(Object.values(record).includes('unowned')).toBe(false);
  });

  test('each rung comes at its day before the end', async () => {
    const { desk, started } = await setup();
    const id = await started();
    const end = Date.parse(desk.unbind(id).providerDeadline?.at ?? '');
    await desk.pass(11 * DAY);
    const at = (desk.unbind(id).reviewClock?.told ?? []).map((rung) => end - Date.parse(rung.at));
    for (const [place, days] of [5, 3, 1].entries()) {
      expect(at[place]).toBeLessThanOrEqual(days * DAY * 1000);
      expect(at[place]).toBeGreaterThan((days * DAY - 120) * 1000);
    }
  });

  test('whoever acknowledges it in time spares the second person, once is enough, and the clock runs on', async () => {
    const { desk, started } = await setup();
    const id = await started();
    const acknowledge = () => desk.call(id, '/clock/acknowledgement');
    expect((await acknowledge()).status).toBe(200);
    expect((await acknowledge()).json.unbind.reviewClock.acknowledged.by).toBe(desk.operator);
    await desk.pass(11 * DAY);
    expect(notices(desk, id)).toEqual([
      'unbind.clock_acknowledged',
      ...Array.from({ length: 3 }, () => 'unbind.clock_noticed'),
    ]);
    expect(desk.unbind(id).flags).toEqual(['decided_by_clock']);
    expect((await acknowledge()).status).toBe(409);
  });

  test('answered in time, nobody is told any more', async () => {
    const { desk, started, upload, row } = await setup();
    const id = await started();
    await desk.pass(6 * DAY);
    expect(notices(desk, id)).toHaveLength(1);
    await upload([row('Refused by reseller')]);
    await desk.pass(6 * DAY);
    expect(notices(desk, id)).toHaveLength(1);
    expect(desk.unbind(id).status).toBe('refused_by_reseller');
  });

  test('found two days before its end, its owner is told at once, and escalated a day later', async () => {
    const { desk, upload, row, wire } = await setup();
    const { json } = await upload([row('Under review by reseller', { deadline: wire(2 * DAY) })]);
    const id = json.rows[0].unbind;
    expect(desk.unbind(id).reviewClock?.told.map(({ daysBefore }) => daysBefore)).toEqual([3]);
    await desk.pass(1.5 * DAY);
    expect(notices(desk, id)).toEqual(['unbind.clock_noticed', 'unbind.clock_noticed', 'unbind.clock_escalated']);
  });

  test('the owner of the link and the second person read it in their mail', async () => {
    const { desk, started } = await setup();
    await started();
    await desk.pass(11 * DAY);
    const told = desk.memberLetters.filter(({ text }) => text.includes('the provider’s own clock approves'));
    expect(told.length).toBe(4);
    expect(new Set(told.map(({ to }) => to)).size).toBe(2);
  });
});

const tokenIn = (text = '') => text.match(/\/n\/(\S+)/)?.[1] ?? '';

describe('the daily look', () => {
  const open = async (desk: Awaited<ReturnType<typeof setup>>['desk'], account: string) => {
    const at = desk.deps.clock.now();
    await desk.tables.transact([due({ kind: 'unbind.daily-look', org: desk.org, id: account, at })]);
    await desk.settle();
  };
  const readLook = async (desk: Awaited<ReturnType<typeof setup>>['desk'], accountId: string) =>
    (await desk.request('GET /v1/partner-accounts/{accountId}/daily-look', { params: { accountId } })).json.look;

  /** As an account stands that was entered before there were looks, and linked before there were readings. */
  const neverBegun = async ({ desk, account }: Awaited<ReturnType<typeof setup>>) => {
    const isBegun = ({ sk }: Item) => /^DAILY_LOOK$|^READINESS$|#unbind\.(daily-look|read)#/.test(sk);
    const keys = desk.tables.items('desk').filter((item) => isBegun(item));
    const gone = keys.map(
      ({ pk, sk }) => ({ op: 'delete', table: 'desk', key: { pk, sk }, expect: [], refusal: 'exists' }) as const,
    );
    await desk.tables.transact(gone);
    expect(await readLook(desk, account)).toBeUndefined();
  };

  test('is opened for a named owner each day, done by a list, and overdue where a day went by', async () => {
    const { desk, account, upload } = await setup();
    await open(desk, account);
    const first = await readLook(desk, account);
    expect(first).toMatchObject({ account, overdue: false, owner: expect.stringMatching(/^mem_/) });
    expect(first.doneAt).toBeUndefined();
    await upload([]);
    expect(await readLook(desk, account)).toMatchObject({
      doneAt: expect.any(String),
      last: { rows: 0, mapping: 1, by: desk.operator },
    });
    await desk.pass(DAY);
    const second = await readLook(desk, account);
    expect([second.doneAt, second.overdue]).toEqual([undefined, false]);
    expect(second.day > first.day).toBe(true);
    await desk.pass(2 * DAY);
    expect(await readLook(desk, account)).toMatchObject({ overdue: true, openSince: second.day });
  });

  test('is listed, and once however often it comes due', async () => {
    const { desk, account } = await setup();
    await open(desk, account);
    await open(desk, account);
    const { json } = await desk.request('GET /v1/daily-looks', { query: { open: 'true' } });
    expect(json.items).toHaveLength(1);
    expect((await desk.request('GET /v1/daily-looks', { query: { open: 'false' } })).json.items).toEqual([]);
    expect((await desk.request('GET /v1/daily-looks', { org: desk.other.org })).json.items).toEqual([]);
  });

  test('is told its owner once a day from the second one on, until it is done, and to a second person once one was missed', async () => {
    const { desk, account, upload } = await setup();
    await desk.member('approver');
    const told = () => desk.memberLetters.filter(({ text }) => text.includes('are unbinding'));
    await open(desk, account);
    await desk.pass(DAY / 24);
    expect(told()).toEqual([]);
    await upload([]);
    await desk.pass(DAY);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain(account);
    expect(told()[0]?.text).not.toMatch(/[{}]|undefined/);
    expect(desk.told(account).at(-1)).toBe('partner_account.look_opened');
    await desk.pass(DAY);
    expect(desk.told(account).at(-1)).toBe('partner_account.look_missed');
    expect(new Set(told().map(({ to }) => to)).size).toBe(2);
    expect(told()).toHaveLength(3);
    await upload([]);
    const shown = await desk.request('GET /n/{token}', { params: { token: tokenIn(told()[0]?.text) } });
    expect(shown.text).toContain('nothing_left');
  });

  test('B02: once somebody has it in hand, nobody else is told until it is done, and then a second person again', async () => {
    const { desk, account, upload } = await setup();
    await desk.member('approver');
    const told = () => desk.memberLetters.filter(({ text }) => text.includes('are unbinding'));
    await upload([]);
    await desk.pass(DAY);
    const taker = told()[0]?.to;
    const take = () => desk.request('POST /n/{token}', { params: { token: tokenIn(told()[0]?.text) }, form: {} });
    expect([(await take()).status, desk.told(account).at(-1)]).toEqual([200, 'partner_account.taken_in_hand']);
    const first = await readLook(desk, account);
    expect(first.taken).toEqual({ by: first.owner, at: expect.any(String) });
    await take();
    await desk.pass(3 * DAY);
    expect(await readLook(desk, account)).toMatchObject({ overdue: true, taken: first.taken, openSince: first.day });
    expect(told().map(({ to }) => to)).toEqual([taker, taker, taker, taker]);
    await upload([]);
    expect((await readLook(desk, account)).taken).toBeUndefined();
    await desk.pass(2 * DAY);
    expect(new Set(told().map(({ to }) => to)).size).toBe(2);
  });

  test('B02: whoever had it in hand and is a member no longer has it no longer', async () => {
    const { desk, account, upload } = await setup();
    const approver = await desk.member('approver');
    await upload([]);
    await desk.pass(DAY);
    const look = await readDailyLook(desk.tables, desk.org, account);
    if (!look) throw new Error('no look');
    await desk.tables.transact(takeLook(look, approver, desk.deps.clock.now()));
    await desk.pass(DAY);
    expect(await readLook(desk, account)).toMatchObject({ owner: approver, taken: { by: approver } });
    desk.tables.seed('desk', { ...desk.item(approver), status: 'disabled' });
    await desk.pass(DAY);
    const next = await readLook(desk, account);
    expect([next.taken, next.owner === approver]).toEqual([undefined, false]);
  });

  test('B02: the mail of a second person that was not sent yet is not sent once the owner has it in hand', async () => {
    const { desk, account } = await setup();
    await desk.member('approver');
    await desk.pass(2 * DAY);
    const told = () => desk.memberLetters.filter(({ text }) => text.includes('are unbinding'));
    const before = told().length;
    const { day } = await readLook(desk, account);
    desk.time.now = Date.parse(startOfDay(desk.account.timeZone, daysAfter(day, 1)));
    await desk.settle();
    const look = await readDailyLook(desk.tables, desk.org, account);
    if (!look) throw new Error('no look');
    await desk.tables.transact(takeLook(look, look.owner, desk.deps.clock.now()));
    await desk.pass(3600);
    expect(told().length - before).toBe(1);
  });

  test.each(['unverified', 'effective'] as const)(
    'B02: begins where nobody has entered it when a link that is %s is read, and once',
    async (verified) => {
      const whole = await setup();
      const { desk, account } = whole;
      await neverBegun(whole);
      const link = await desk.activeLink({ verified, origin: 'adopted' });
      await desk.tables.transact(startReadiness(link, desk.deps.clock.now()));
      await desk.pass(60);
      const look = await readLook(desk, account);
      expect(look).toMatchObject({ account, overdue: false });
      expect(desk.told(account).filter((type) => type.startsWith('partner_account.look'))).toEqual([]);
      await desk.pass(DAY);
      expect(desk.told(account).filter((type) => type.startsWith('partner_account.look'))).toHaveLength(1);
    },
  );

  test('B02: goes on from the list that somebody brings before it ever began, and begins anew where it has stopped', async () => {
    const whole = await setup();
    const { desk, account, upload } = whole;
    await neverBegun(whole);
    await upload([]);
    const first = await readLook(desk, account);
    await desk.pass(DAY);
    expect((await readLook(desk, account)).day > first.day).toBe(true);
    const begin = (days: number) => beginLooks(desk.deps, desk.account, plusSeconds(desk.deps.clock.now(), days * DAY));
    expect([await begin(1), (await begin(3)).length]).toEqual([[], 1]);
  });

  test('B02, B16: a migration begins with it where nothing comes by: a link of before all readings, never verified', async () => {
    const whole = await setup();
    const { desk, account } = whole;
    await neverBegun(whole);
    const link = await desk.activeLink({ verified: 'unverified' });
    await desk.pass(3 * DAY);
    expect(await readReadiness(desk.tables, desk.org, link.id)).toBeUndefined();
    const owed = owedWork(desk.deps);
    const migration = { kindOf, owed, versions: storedVersions, pace: async () => undefined, say: () => undefined };
    const run = () => migrate({ ...migration, tables: desk.tables, scan: memoryScan(desk.tables) }, { dryRun: false });
    await run();
    await desk.pass(2 * DAY);
    expect(await readLook(desk, account)).toMatchObject({ account });
    expect((await readReadiness(desk.tables, desk.org, link.id))?.readAt).toBeDefined();
  });

  test('B16: begins to read the links of the account that nobody has begun with, each once', async () => {
    const { desk, account } = await setup();
    const link = await desk.activeLink();
    expect(await readReadiness(desk.tables, desk.org, link.id)).toBeUndefined();
    await open(desk, account);
    const begun = await readReadiness(desk.tables, desk.org, link.id);
    expect(begun).toMatchObject({ link: link.id, version: 1 });
    await desk.pass(DAY);
    const read = await readReadiness(desk.tables, desk.org, link.id);
    expect(read?.readAt).toBeDefined();
    await open(desk, account);
    expect(await readReadiness(desk.tables, desk.org, link.id)).toEqual(read);
  });
});
