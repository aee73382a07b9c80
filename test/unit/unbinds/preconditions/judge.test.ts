import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import { capabilitiesOf } from '../../../../functions/providers/capabilities.ts';
import type { Facts } from '../../../../functions/unbinds/preconditions/check.ts';
import { checks } from '../../../../functions/unbinds/preconditions/checks.ts';
import {
  type Attested,
  isAsked,
  isReadable,
  judge,
  type Overridden,
} from '../../../../functions/unbinds/preconditions/judge.ts';
import {
  blocks,
  type PreconditionName,
  preconditionNames,
} from '../../../../functions/unbinds/preconditions/precondition.ts';
import { remedyText, remedyTexts } from '../../../../functions/unbinds/preconditions/remedy-texts.ts';

const at = '2026-11-20T02:14:08.000Z';
const site = capabilitiesOf('tencent-intl');
const asked = preconditionNames.filter((name) => site && isAsked(site, name));
const account = { tier: 'reseller', allowlisted: ['unfreeze'] } as const;
const nobody = { by: 'mem_1', at, note: 'looked up' };

function setup({
  credit = '0.00',
  standing = 'active' as NonNullable<Facts['customer']>['standing'],
  unpaid = [['2026-10', '0.00']] as readonly (readonly [string, string | null])[],
  attested = [] as readonly Pick<Attested, 'check' | 'found'>[],
  overridden = [] as readonly PreconditionName[],
  as = account as Parameters<typeof judge>[1],
} = {}) {
  if (!site) throw new Error('no site');
  const facts: Facts = {
    customer: { standing, creditAvailable: Money.of(credit, 'USD'), at },
    unpaid: unpaid.map(([period, amount]) => ({ period, amount: amount === null ? null : Money.of(amount, 'USD') })),
    unpaidAt: at,
  };
  const judged = judge(site, as, facts, {
    attested: attested.map((one) => ({ ...nobody, ...one })),
    overridden: overridden.map((check): Overridden => ({ check, by: 'mem_1', at, reason: 'settled next week' })),
  });
  const the = (name: PreconditionName) => {
    const found = judged.find((one) => one.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  return { judged, the };
}

describe('the preconditions of an unbinding', () => {
  test('R081: a frozen account blocks, and the remedy lifts the freeze by a call where the provider allows it', () => {
    const { the } = setup({ standing: 'frozen' });
    expect(the('not_frozen')).toMatchObject({
      mode: 'machine',
      result: 'fail',
      found: 'frozen',
      remedy: { text: 'not_frozen.frozen', action: 'unfreeze', owner: 'reseller' },
    });
    const byHand = setup({ standing: 'frozen', as: { tier: 'reseller', allowlisted: [] } });
    expect(byHand.the('not_frozen').remedy).not.toHaveProperty('action');
  });

  test('R082: -0.01 blocks with an allocation as its remedy, 0.00 passes, and neither by a rounded number', () => {
    const short = setup({ credit: '-0.01' }).the('credit_not_negative');
    expect(blocks(short)).toBe(true);
    expect(short).toMatchObject({ strength: 'asked', found: '-0.01 USD', remedy: { action: 'allocate_credit' } });
    expect(blocks(setup({ credit: '-0.000000000000000000000000000001' }).the('credit_not_negative'))).toBe(true);
    expect(setup({ credit: '0.00' }).the('credit_not_negative')).toMatchObject({ result: 'pass', mode: 'machine' });
  });

  test('R082: whoever overrides it goes on, and both the reason and what was found stay', () => {
    const { the } = setup({ credit: '-0.01', overridden: ['credit_not_negative'] });
    expect(blocks(the('credit_not_negative'))).toBe(false);
    expect(the('credit_not_negative')).toMatchObject({ result: 'fail', overridden: { reason: 'settled next week' } });
  });

  test('R082: what the provider insists on can not be overridden', () => {
    expect(blocks(setup({ standing: 'frozen', overridden: ['not_frozen'] }).the('not_frozen'))).toBe(true);
  });

  test.each([
    ['R083', 'no_suspension_privilege', 'prepaid'],
    ['R083', 'no_suspension_privilege', 'postpaid'],
    ['R083', 'no_suspension_privilege', 'both'],
    ['R084', 'not_in_group', 'admin'],
    ['R084', 'not_in_group', 'member'],
    ['R085', 'no_savings_unit', 'created'],
    ['R085', 'no_savings_unit', 'joined'],
    ['R080', 'discounts_off', 'active'],
  ] as const)('%s: %s found as "%s" blocks with a remedy of its own', (_row, check, found) => {
    const judged = setup({ attested: [{ check, found }] }).the(check);
    expect(blocks(judged)).toBe(true);
    expect(judged).toMatchObject({ mode: 'attested', result: 'fail', found, remedy: { text: `${check}.${found}` } });
  });

  test.each(['no_suspension_privilege', 'not_in_group', 'no_savings_unit', 'discounts_off'] as const)(
    'R083–R085: %s is unknown and blocks until somebody says what they found',
    (check) => {
      const unknown = setup().the(check);
      expect(blocks(unknown)).toBe(true);
      expect(unknown).toMatchObject({ mode: 'unknown', result: 'unknown', remedy: { text: `${check}.unknown` } });
      const attested = setup({ attested: [{ check, found: 'clear' }] }).the(check);
      expect(attested).toMatchObject({ mode: 'attested', result: 'pass', attested: { note: 'looked up' } });
    },
  );

  test('R080: an unpaid settled period and arrears block; a period that nobody could read leaves it unknown', () => {
    const owed = setup({
      unpaid: [
        ['2026-09', '0.00'],
        ['2026-10', '12.50'],
      ],
    });
    expect(owed.the('nothing_overdue')).toMatchObject({ result: 'fail', found: '2026-10: 12.5 USD' });
    expect(setup({ standing: 'arrears' }).the('nothing_overdue')).toMatchObject({ result: 'fail' });
    expect(setup({ standing: 'arrears' }).the('not_frozen')).toMatchObject({ result: 'pass' });
    expect(setup({ unpaid: [['2026-10', null]] }).the('nothing_overdue')).toMatchObject({ result: 'unknown' });
  });

  test('a word never beats what a machine has read', () => {
    const { the } = setup({ credit: '-0.01', attested: [{ check: 'credit_not_negative', found: 'clear' }] });
    expect(the('credit_not_negative')).toMatchObject({ mode: 'machine', result: 'fail' });
  });

  test('R086: every failure and every unknown has its remedy, path, document and owner, in both languages', () => {
    for (const check of Object.values(checks)) {
      for (const state of [...check.states, 'unknown']) {
        const text = remedyTexts[check.name][state];
        expect(text?.en).toMatch(/\S/);
        expect(text?.['zh-CN']).toMatch(/\p{Script=Han}/u);
        expect(remedyText(`${check.name}.${state}`, 'en')).toBe(text?.en);
      }
      expect(Object.keys(remedyTexts[check.name])).toEqual([...check.states, 'unknown']);
    }
    for (const row of Object.values(site?.unbind.conditions ?? {})) {
      expect(row.path).toMatch(/\S/);
      expect(row.document.url).toMatch(/^https:\/\/www\.tencentcloud\.com\//);
    }
  });

  test('which check a call tells depends on the site and on what the partner account is', () => {
    if (!site) throw new Error('no site');
    expect(preconditionNames.filter((name) => isReadable(site, account, name))).toEqual([
      'not_frozen',
      'credit_not_negative',
      'nothing_overdue',
    ]);
  });

  test('nothing passes but by a machine or somebody’s word', () => {
    const money = fc.integer({ min: -5, max: 5 }).map((cents) => (cents / 100).toFixed(2));
    const attested = fc.uniqueArray(
      fc
        .constantFrom(...preconditionNames)
        .chain((check) => fc.constantFrom('clear', ...checks[check].states).map((found) => ({ check, found }))),
      { selector: ({ check }) => check },
    );
    const standing = fc.constantFrom('active' as const, 'frozen' as const, 'arrears' as const, 'unknown' as const);
    fc.assert(
      fc.property(money, standing, fc.option(money), attested, (credit, stands, owed, words) => {
        const { judged } = setup({ credit, standing: stands, unpaid: [['2026-10', owed]], attested: words });
        expect(judged.map(({ name }) => name)).toEqual(asked);
        for (const one of judged) {
          expect(one.remedy === undefined).toBe(one.result === 'pass');
          expect(one.mode !== 'unknown' || blocks(one)).toBe(true);
          expect(one.mode !== 'attested' || words.some(({ check }) => check === one.name)).toBe(true);
        }
        const credited = judged.find(({ name }) => name === 'credit_not_negative');
        expect(credited?.result).toBe(Number(credit) < 0 ? 'fail' : 'pass');
      }),
    );
  });
});
