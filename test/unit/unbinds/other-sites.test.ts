import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import type { Customer } from '../../../functions/providers/provider.ts';
import { checks } from '../../../functions/unbinds/preconditions/checks.ts';
import { isAsked, isReadable, judge } from '../../../functions/unbinds/preconditions/judge.ts';
import {
  blocks,
  type PreconditionName,
  preconditionNames,
} from '../../../functions/unbinds/preconditions/precondition.ts';
import { remedyText } from '../../../functions/unbinds/preconditions/remedy-texts.ts';
import { readReadiness } from '../../../functions/unbinds/readiness/readiness.ts';
import { UnbindView } from '../../../functions/unbinds/view.ts';
import { whoseTurn } from '../../../functions/unbinds/whose-turn.ts';
import { DAY } from '../../support/link-desk.ts';
import { seldom, unbindDesk } from '../../support/unbind-desk.ts';
import { declarationFor } from './declaration-for.ts';

type Other = 'alibaba-intl' | 'huawei-intl';
const others = ['alibaba-intl', 'huawei-intl'] as const;
const account = { tier: 'reseller', allowlisted: [] } as const;
const at = '2026-11-20T02:14:08.000Z';

function tableOf(site: Other) {
  const can = capabilitiesOf(site);
  if (!can) throw new Error(`no table of ${site}`);
  const asked = preconditionNames.filter((name) => isAsked(can, name));
  return { can, asked, attested: asked.filter((name) => !isReadable(can, account, name)) };
}

/** A linked customer at the site as the provider shows it, and what an operator says to unbind it. */
async function setup(site: Other, has: Partial<Customer> = {}) {
  const desk = await unbindDesk({}, seldom, site);
  const accountId = site === 'alibaba-intl' ? '5113766248601929' : '06ffbcd46880d3f30f62c001a49be460';
  const link = await desk.activeLink({ customer: { accountId, name: 'Lantern Logistics Pte. Ltd.' } });
  const shows = (more: Partial<Customer>) => {
    const customer = desk.provider.customers.get(accountId);
    if (customer) desk.provider.customers.set(accountId, { ...customer, ...more });
  };
  shows({ creditAvailable: Money.of('10.00', 'USD'), ...(site === 'alibaba-intl' && { whenUsedUp: 'stop' }), ...has });
  const { can, attested } = tableOf(site);
  const conditions = attested.map((check) => ({ check, found: 'clear', note: 'Looked up in the partner console' }));
  const read = async () => {
    await desk.request('POST /v1/links/{linkId}/readiness-checks', { params: { linkId: link.id }, json: {} });
    await desk.pass(60);
    return readReadiness(desk.tables, desk.org, link.id);
  };
  const wish = { linkId: link.id, conditions, ...declarationFor(site) };
  return {
    ...desk,
    on: link,
    can,
    shows,
    read,
    conditions,
    preview: async (more: object = {}) =>
      (await desk.request('POST /v1/unbinds/preview', { json: { linkId: link.id, conditions, ...more } })).json,
    submit: (more: object = {}) => desk.request('POST /v1/unbinds', { json: { ...wish, ...more } }),
    upload: async (...rows: readonly string[]) => {
      const csv = ['Reference,Account ID,Name,Started By,Started At (UTC+8),State', ...rows].join('\n');
      const params = { accountId: desk.account.id };
      const answer = await desk.request('POST /v1/partner-accounts/{accountId}/unbinding-list', { params, csv });
      await desk.settle();
      return answer;
    },
    row: (state: string, by = 'Customer') => `R-1,${accountId},Lantern,${by},2026-11-01 10:00:00,${state}`,
    look: async () => {
      const params = { accountId: desk.account.id };
      return (await desk.request('GET /v1/partner-accounts/{accountId}/daily-look', { params })).json.look;
    },
  };
}

describe.each(others)('R081–R086: what %s asks before it lets a customer go', (site) => {
  const { can, asked } = tableOf(site);
  const judged = (check: PreconditionName, found?: string) => {
    const said = found === undefined ? [] : [{ check, found, by: 'mem_1', at, note: 'looked up' }];
    const all = judge(can, account, { unpaid: null }, { attested: said, overridden: [] });
    return all.find(({ name }) => name === check);
  };

  test('is what its table has a row of, and each of it blocks until somebody knows', () => {
    const all = judge(can, account, { unpaid: null }, { attested: [], overridden: [] });
    expect(all.map(({ name }) => name)).toEqual(asked);
    expect(all.every((one) => one.mode === 'unknown' && blocks(one))).toBe(true);
  });

  test.each(asked.flatMap((check) => checks[check].states.map((state) => [check, state] as const)))(
    '%s found as "%s" blocks, with its own remedy, its own way there and its owner',
    (check, state) => {
      const one = judged(check, state);
      expect(one && blocks(one)).toBe(true);
      const row = can.unbind.conditions[checks[check].condition];
      const { path, document, owner } = row ?? {};
      expect(one).toMatchObject({
        mode: 'attested',
        result: 'fail',
        remedy: { text: `${check}.${state}`, path, document, owner },
      });
      expect(remedyText(`${check}.${state}`, 'zh-CN')).toMatch(/\p{Script=Han}/u);
      expect(judged(check, 'clear')).toMatchObject({ mode: 'attested', result: 'pass' });
    },
  );

  test('what is said of a condition that is none there is not taken', async () => {
    const desk = await setup(site);
    const missing = preconditionNames.find((name) => !asked.includes(name));
    const { errors } = await desk.preview({
      conditions: [{ check: missing, found: 'clear', note: 'Looked it up' }],
      overrides: [{ check: missing, reason: 'It is not asked there' }],
    });
    expect(errors.map(({ field, code }: Record<string, string>) => [field, code])).toEqual([
      ['/conditions/0/check', 'not_asked_here'],
      ['/overrides/0/check', 'not_asked_here'],
    ]);
  });
});

test('Huawei Cloud asks for what its account check looks at, and for what the parties have to settle', () => {
  expect(tableOf('huawei-intl').asked).toEqual([
    'not_frozen',
    'credit_not_negative',
    'nothing_overdue',
    'discounts_off',
    'no_independent_members',
    'no_reserved_instances',
    'no_support_plan',
    'no_pending_orders',
    'currency_settled',
    'requests_left',
  ]);
});

describe('R083: at Alibaba Cloud a call tells what happens when the credit is used up', () => {
  test.each([
    ['stop', 'pass', 'stop'],
    ['stop_later', 'fail', 'stops_late'],
    ['keep_running', 'fail', 'keeps_running'],
  ] as const)('%s: %s', async (whenUsedUp, result, found) => {
    const desk = await setup('alibaba-intl', { whenUsedUp });
    await desk.read();
    const { preconditions, ready } = await desk.preview();
    const one = preconditions.find(({ name }: { name: string }) => name === 'no_suspension_privilege');
    expect(one).toMatchObject({ mode: 'machine', told: 'machine', result, found });
    expect(ready).toBe(result === 'pass');
  });

  test('a word that its documents lack is unknown, and somebody’s own look counts then', async () => {
    const desk = await setup('alibaba-intl', { whenUsedUp: 'unknown' });
    await desk.read();
    expect((await desk.preview()).ready).toBe(false);
    const own = { check: 'no_suspension_privilege', found: 'clear', note: 'Shutdown Policy Management' };
    expect((await desk.preview({ conditions: [...desk.conditions, own] })).ready).toBe(true);
  });
});

describe.each(others)('B16: whether a customer at %s could be unbound', (site) => {
  test('is read without a bill, which no call tells there, and what somebody has to look up is not missing', async () => {
    const desk = await setup(site);
    expect(await desk.read()).toMatchObject({ blockers: [], unknown: [], unpaid: {}, reading: { left: [] } });
    expect(desk.provider.callsOf('readBill')).toEqual([]);
    const { ready, reading, preconditions } = await desk.preview();
    expect({ ready, missing: reading.missing }).toEqual({ ready: true, missing: [] });
    const bills = preconditions.find(({ name }: { name: string }) => name === 'nothing_overdue');
    expect(bills).toMatchObject({ mode: 'attested', told: 'attested' });
    expect(await desk.preview({ conditions: [] })).toMatchObject({ ready: false });
  });

  test('arrears and a freeze that a call shows are listed all the same', async () => {
    const desk = await setup(site, { standing: 'arrears' });
    expect(await desk.read()).toMatchObject({ blockers: ['nothing_overdue'] });
    desk.shows({ standing: 'frozen' });
    await desk.pass(DAY);
    expect(await readReadiness(desk.tables, desk.org, desk.on.id)).toMatchObject({ blockers: ['not_frozen'] });
  });
});

describe.each(others)('a case at %s', (site) => {
  const card = capabilitiesOf(site)?.unbind.steps.card_binding.mode !== 'none';

  test(`R092: ${card ? 'has' : 'has no'} step in which the customer binds a card`, async () => {
    const desk = await setup(site);
    await desk.read();
    const steps = (await desk.preview()).next.map(({ status }: { status: string }) => status);
    expect(steps.includes('awaiting_card')).toBe(card);
    const { json } = await desk.submit();
    expect(UnbindView.parse(json.unbind)).toMatchObject({ cardKnown: !card, ...(!card && { noCardStep: true }) });
    const { id } = json.unbind;
    await desk.pass(60);
    await desk.observe(id, 'submitted', { reference: 'R-1' });
    await desk.observe(id, 'customer_confirmed', { reference: 'R-1' });
    const sheet = await desk.request('GET /v1/unbinds/{unbindId}/sheet', { params: { unbindId: id } });
    expect([sheet.json.sheet.purpose, ...sheet.json.sheet.others].includes('card_binding')).toBe(card);
    await desk.call(id, '/take-up', {});
    await desk.settle();
    expect(desk.unbind(id).status).toBe(card ? 'awaiting_card' : 'awaiting_completion');
  });

  test('B02: a customer’s own request comes by the list that somebody writes down, and no clock decides it', async () => {
    const desk = await setup(site);
    const { status, json } = await desk.upload(desk.row('Awaiting partner'));
    expect([status, json.mapping, json.rows[0].became]).toEqual([200, 2, 'started']);
    const { unbind: id } = json.rows[0];
    expect(desk.unbind(id)).toMatchObject({ origin: 'customer', status: 'awaiting_review' });
    expect(desk.unbind(id).providerDeadline).toBeUndefined();
    expect(whoseTurn(desk.unbind(id))).toMatch(/has to decide; asked anew at /);
    const { until } = desk.unbind(id).waitingOn ?? {};
    await desk.pass((Date.parse(until ?? '') - desk.time.now) / 1000 + 60);
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_review', flags: [], waitingOn: { round: 2 } });
  });

  test('B02: each day somebody looks for it', async () => {
    const desk = await setup(site);
    await desk.settle();
    expect(await desk.look()).toMatchObject({ site, overdue: false });
    await desk.upload();
    expect((await desk.look()).doneAt).toBeDefined();
    await desk.pass(2 * DAY);
    expect(await desk.look()).toMatchObject({ overdue: true });
  });

  test('the list of another site’s console is none of its own', async () => {
    const desk = await setup(site);
    const csv = 'Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline';
    const params = { accountId: desk.account.id };
    const { status, json } = await desk.request('POST /v1/partner-accounts/{accountId}/unbinding-list', {
      params,
      csv,
    });
    expect([status, json.errors[0].code]).toEqual([400, 'unknown_form']);
  });
});
