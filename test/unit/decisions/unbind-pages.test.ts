import { describe, expect, test } from 'vitest';
import { consentLines } from '../../../functions/decisions/consent-text.ts';
import type { Decision, Question } from '../../../functions/decisions/decision.ts';
import { linkRefusals } from '../../../functions/decisions/link-standing.ts';
import { refusalPage } from '../../../functions/decisions/page/outcome-pages.ts';
import { afterUnbindAnswerPage, unbindStandingPage } from '../../../functions/decisions/page/unbind-outcome-pages.ts';
import { lockedUnbindPage, unbindPage } from '../../../functions/decisions/page/unbind-page.ts';
import { codeOf, expectWellMade } from './page-structure.ts';

const customer: Question = {
  asks: 'Tamarisk Cloud Services Pte. Ltd.',
  site: 'tencent-intl',
  partnerId: '200031884999',
  customerName: 'Lantern Logistics Pte. Ltd.',
  accountId: '200098765432',
  unbinds: { cardNeeded: true },
};
const { accountId: _theirs, ...known } = customer;
const distributor: Question = { ...known, unbinds: { cardNeeded: true, secondLevel: 'Harbour Lantern Cloud' } };
const asked = {
  confirmation: customer,
  card: customer,
  distributor,
} as const;
type Kind = keyof typeof asked;
const kinds: readonly Kind[] = ['confirmation', 'card', 'distributor'];
const decision = (kind: Kind) => ({ kind, expiresAt: '2026-12-05T01:30:00.000Z' }) as Decision;

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const viewer = { language, token: 'x'.repeat(43), phrase: 'acorn river tulip' };

  test.each(kinds)('the %s page is well made: one answer asked for, and a no as easy', (kind) => {
    const page = unbindPage(viewer, decision(kind), asked[kind]);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe(`${kind}_asked`);
    expect(page.match(/<form[^>]*>/g)).toHaveLength(2);
    expect(page.match(/<button type="submit">/g)).toHaveLength(1);
    expect(page).toContain(viewer.phrase);
    expect(page).not.toContain('200098765432');
    expect(page).toContain('2026-12-05 01:30');
    for (const { line } of consentLines(asked[kind], language)) expect(page).toContain(line);
  });

  test('R091: the customer is told where it confirms at the provider, and that only that counts', () => {
    const page = unbindPage(viewer, decision('confirmation'), customer);
    expect(page).toContain(language === 'en' ? 'Expense Center → Account Information' : '费用中心 → 账号信息');
    expect(page).toContain(language === 'en' ? 'Confirm Unbinding' : '确认解绑');
    expect(page).toContain(language === 'en' ? 'Reject Unbinding' : '拒绝解绑');
    expect(page).toMatch(/Only what you do at Tencent Cloud counts|以您在腾讯云的操作为准/);
    expect(page).toMatch(/no way back|无法撤销/);
  });

  test('R098: discounts, credit line and agreement end; account and resources stay; late bills are named', () => {
    const page = unbindPage(viewer, decision('confirmation'), customer);
    for (const said of [/discounts|折扣/, /credit line|信用额度/, /agreement|协议/, /resources|资源/, /late|延迟/])
      expect(page).toMatch(said);
  });

  test.each([
    [true, /You need a payment card|需要绑定您自己的银行卡/],
    [false, /known on the account already|已绑定银行卡/],
  ])('R093: whether a card is needed (%s) is said', (cardNeeded, says) => {
    expect(unbindPage(viewer, decision('confirmation'), { ...customer, unbinds: { cardNeeded } })).toMatch(says);
  });

  test('R093: where the provider has no step for a card, the page says nothing of one', () => {
    const huawei = { ...customer, site: 'huawei-intl', unbinds: { cardNeeded: false, noCardStep: true } } as const;
    const page = unbindPage(viewer, decision('confirmation'), huawei);
    expectWellMade(page, language);
    expect(page).not.toMatch(/card|银行卡/);
    expect(page).toContain(language === 'en' ? 'My Account → My Partner' : '账号中心 → 我的合作伙伴');
  });

  test('R091: where no document names the place and its buttons, none are named', () => {
    const alibaba = { ...customer, site: 'alibaba-intl' };
    const page = unbindPage(viewer, decision('confirmation'), alibaba);
    const rejected = { kind: 'confirmation', verdict: 'rejected' } as const;
    const after = afterUnbindAnswerPage(viewer, rejected, alibaba);
    for (const one of [page, after]) {
      expectWellMade(one, language);
      expect(one).not.toMatch(/“”/);
    }
    expect(page).toMatch(/asks whether you leave Tamarisk|查找询问是否与Tamarisk/);
    expect(page).toMatch(/Only what you do at Alibaba Cloud counts|以您在阿里云的操作为准/);
  });

  test('R093: the page of the card takes none, and says so', () => {
    const page = unbindPage(viewer, decision('card'), customer);
    expect(page).toMatch(/Never type a card number|请勿在本页面或邮件中填写银行卡号/);
    expect(page.match(/<input(?![^>]*type="hidden")[^>]*name="(\w+)"/g)).toHaveLength(2);
  });

  test('R088: the distributor sees customer, its second-level reseller and what ends, and no account', () => {
    const page = unbindPage(viewer, decision('distributor'), distributor);
    expect(page).toContain('Harbour Lantern Cloud');
    expect(page).toContain('Lantern Logistics Pte. Ltd.');
    expect(page).not.toContain('accountId');
    expect(page).toMatch(/<input id="reason"[^>]* required>/);
  });

  test.each(['identifier_differs', 'text_changed', 'reason_missing'] as const)(
    'what was not taken because of %s is said first, and where to mend it',
    (kind) => {
      const of = kind === 'reason_missing' ? 'distributor' : 'confirmation';
      const page = unbindPage(viewer, decision(of), asked[of], { wrong: { kind, typed: '1', left: 3 } });
      expectWellMade(page, language);
      expect(codeOf(page)).toBe(kind);
      expect(page.indexOf('role="alert"')).toBeLessThan(page.indexOf('class="lead"'));
    },
  );

  test('after the statement the page says that the provider’s record counts, and still takes a no', () => {
    const page = unbindPage(viewer, decision('confirmation'), customer, { saidAt: '2026-11-22T08:00:00.000Z' });
    expectWellMade(page, language);
    expect(codeOf(page)).toBe('statement_recorded');
    expect(page).toContain('2026-11-22 08:00');
    expect(page.match(/<form[^>]*name="(\w+)"/g)).toEqual([expect.stringContaining('name="no"')]);
  });

  test('the locked page is well made, and takes a no only', () => {
    const page = lockedUnbindPage(viewer, 'confirmation', customer);
    expectWellMade(page, language);
    expect(page.match(/<form[^>]*name="(\w+)"/g)).toHaveLength(1);
  });

  test.each([
    ['card', 'confirmed', 'card_recorded'],
    ['card', 'rejected', 'rejection_recorded'],
    ['confirmation', 'rejected', 'rejection_recorded'],
    ['distributor', 'confirmed', 'approval_recorded'],
    ['distributor', 'rejected', 'refusal_recorded'],
  ] as const)('the answer %s/%s is thanked for as %s', (kind, verdict, code) => {
    const page = afterUnbindAnswerPage(viewer, { kind, verdict }, asked[kind]);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe(code);
    expect(page).not.toContain('receipt');
  });

  test.each(['going_on', 'completed', 'called_off'] as const)('what has become of it is told: %s', (stands) => {
    const page = unbindStandingPage(viewer, stands, customer);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe(`unbinding_${stands}`);
  });

  test.each(linkRefusals)('R031: %s says nothing of a link that somebody may still want', (code) => {
    const page = refusalPage(viewer, code, code === 'link_unknown' ? undefined : customer);
    expectWellMade(page, language);
    expect(page).not.toMatch(/still want the link|如仍需关联/);
  });
});
