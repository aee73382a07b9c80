import { describe, expect, test } from 'vitest';
import type { Decision, Question } from '../../../functions/decisions/decision.ts';
import { linkRefusals } from '../../../functions/decisions/link-standing.ts';
import { afterNoPage, afterYesPage, refusalPage } from '../../../functions/decisions/page/outcome-pages.ts';
import { lockedPage, questionPage } from '../../../functions/decisions/page/question-page.ts';
import type { Sequel } from '../../../functions/decisions/ports.ts';
import { codeOf, expectWellMade } from './page-structure.ts';

const question: Question = {
  asks: 'Tamarisk Cloud Services Pte. Ltd.',
  site: 'tencent-intl',
  partnerId: '200031884999',
  customerName: 'Lantern Logistics Pte. Ltd.',
  accountId: '200098765432',
  access: 'manage',
};
const { accountId: _known, ...unknownAccount } = question;
const decision = { expiresAt: '2026-11-16T01:30:00.000Z' } as Decision;
const lapsesAt = '2026-12-02T01:30:00.000Z';
const href = 'https://www.tencentcloud.com/account/register?RegisterToken=0123';

const sequels: Readonly<Record<string, Sequel>> = {
  in_preparation: { kind: 'preparing' },
  invitation_ready: { kind: 'invited', link: href, lapsesAt },
  invitation_mailed: { kind: 'invited', link: null, lapsesAt },
  under_review: { kind: 'reviewing' },
  account_to_mend: { kind: 'mending', what: 'settle_balance' },
  linked: { kind: 'done' },
  application_refused: { kind: 'refused' },
  request_expired: { kind: 'lapsed' },
  request_withdrawn: { kind: 'withdrawn' },
  request_failed: { kind: 'failed' },
};

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const viewer = { language, token: 'x'.repeat(43), phrase: 'acorn river tulip' };
  const after = (sequel: Sequel, asked = question) =>
    afterYesPage(viewer, {
      question: asked,
      sequel,
      looking: sequel.kind === 'preparing',
      ...(sequel.kind === 'invited' && sequel.link && { href: sequel.link }),
    });

  test.each([
    ['an account that is known', question],
    ['an account that is not known yet', unknownAccount],
    ['a change', { ...question, changes: true as const }],
    ['a customer who pays the provider', { ...question, payer: 'customer' as const, access: 'read_only' as const }],
  ])('the question about %s is well made: one answer asked for, and a no as easy', (_which, asked) => {
    const page = questionPage(viewer, decision, asked);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe('question_open');
    expect(page.match(/<form[^>]*>/g)).toHaveLength(2);
    expect(page.match(/<button type="submit">/g)).toHaveLength(1);
    expect(page).toContain(viewer.phrase);
    expect(page).not.toContain('200098765432');
  });

  test.each(['identifier_differs', 'identifier_unreadable', 'text_changed'] as const)(
    'what was not taken because of %s is said first, and where to mend it',
    (kind) => {
      const page = questionPage(viewer, decision, question, { kind, typed: '1', left: 3 });
      expectWellMade(page, language);
      expect(codeOf(page)).toBe(kind);
      expect(page.indexOf('role="alert"')).toBeLessThan(page.indexOf('class="lead"'));
    },
  );

  test('the locked page is well made, and takes a no only', () => {
    const page = lockedPage(viewer, question);
    expectWellMade(page, language);
    expect(page.match(/<form[^>]*name="(\w+)"/g)).toHaveLength(1);
    expect(page).toContain('name="no"');
  });

  test.each(Object.entries(sequels))('after a yes, %s says what to do', (code, sequel) => {
    const page = after(sequel);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe(code);
    expect(page).toContain(`href="${viewer.token}/receipt?lang=${viewer.language}"`);
    expect(page.includes(href)).toBe(code === 'invitation_ready');
  });

  test.each(Object.values(sequels))('after a yes to a change, $kind is well made, too', (sequel) => {
    const page = after(sequel, { ...question, changes: true });
    expectWellMade(page, language);
    expect(codeOf(page)).not.toBe('linked');
  });

  test.each([{ kind: 'preparing' }, { kind: 'done' }, { kind: 'failed' }] as const)(
    'after a yes to a change, $kind speaks of no invitation',
    (sequel) => expect(after(sequel, { ...question, changes: true })).not.toMatch(/invitation of|的邀请/),
  );

  test.each(['leave_organization', 'leave_savings_plan', 'settle_balance', 'verify_identity', 'something_new'])(
    'R147: what the provider wants mended because of %s is told',
    (what) => {
      const page = after({ kind: 'mending', what });
      expectWellMade(page, language);
      expect(codeOf(page)).toBe('account_to_mend');
    },
  );

  test('a page that asks again by itself can be told to stop', () => {
    expect(after({ kind: 'preparing' })).toContain(`href="?lang=${language}&amp;look=once"`);
    expect(afterYesPage(viewer, { question, sequel: { kind: 'preparing' }, looking: false })).not.toContain(
      'look=once',
    );
  });

  test.each(linkRefusals)('R031: %s has a page of its own, which says what to do', (code) => {
    const page = refusalPage(viewer, code, code === 'link_unknown' ? undefined : question);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe(code);
    const others = linkRefusals.filter((one) => one !== code).map((one) => refusalPage(viewer, one, question));
    const body = (text: string) => /<main[^>]*>(.*)<\/main>/s.exec(text)?.[1];
    expect(others.map(body)).not.toContain(body(page));
  });

  test('a no is thanked for', () => {
    const page = afterNoPage(viewer, question);
    expectWellMade(page, language);
    expect(codeOf(page)).toBe('no_recorded');
  });
});
