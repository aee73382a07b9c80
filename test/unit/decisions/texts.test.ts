import { describe, expect, test } from 'vitest';
import { consentLines } from '../../../functions/decisions/consent-text.ts';
import type { Decision, Question } from '../../../functions/decisions/decision.ts';
import { guideTexts } from '../../../functions/decisions/page/guide-texts.ts';
import { frameTexts, outcomeTexts } from '../../../functions/decisions/page/outcome-texts.ts';
import { questionPage } from '../../../functions/decisions/page/question-page.ts';
import { questionTexts } from '../../../functions/decisions/page/question-texts.ts';
import { unbindTexts } from '../../../functions/decisions/page/unbind-texts.ts';
import { viewTexts } from '../../../functions/decisions/page/view-texts.ts';
import { invitationHref, providerName } from '../../../functions/decisions/provider-facts.ts';
import type { Texts } from '../../../functions/kernel/texts.ts';

const texts: readonly (readonly [string, Texts])[] = [
  ...Object.entries(questionTexts),
  ...Object.entries(guideTexts),
  ...Object.entries(outcomeTexts),
  ...Object.entries(frameTexts),
  ...Object.entries(viewTexts),
  ...Object.entries(unbindTexts),
];
const names = (text: string) => new Set(text.match(/\{\w+\}/g));
const question: Question = {
  asks: 'Tamarisk Cloud',
  site: 'tencent-intl',
  partnerId: '200031884999',
  customerName: 'Lantern Logistics',
  accountId: '200098765432',
};

describe.each(texts)('the text %s', (_key, text) => {
  test('names the same things in both languages', () => {
    expect(names(text['zh-CN'])).toEqual(names(text.en));
  });

  test('is Chinese where it says so, in Chinese punctuation, and has no name before its full stop', () => {
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(text['zh-CN']).not.toMatch(/\p{Script=Han}[,;:?!.]/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
    expect(text.en).not.toMatch(/\{(asks|customer)\}\./);
  });

  test('is short enough to be read: no sentence above 30 words', () => {
    for (const sentence of text.en.split(/(?<=[.?!:;])\s/))
      expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(30);
  });
});

describe.each(['en', 'zh-CN'] as const)('R129: what the customer is told in %s', (language) => {
  const viewer = { language, token: 'x'.repeat(43), phrase: 'acorn river tulip' };
  const page = questionPage(viewer, { expiresAt: '2026-11-16T01:30:00.000Z' } as Decision, question);
  const lead = consentLines(question, language).filter(({ part }) => part === 'who');

  test('explains it in at most two sentences, with the provider’s name', () => {
    const sentences = lead.flatMap(({ line }) => line.split(/(?<=[.。])\s*/).filter((one) => one !== ''));
    expect(sentences.length).toBeLessThanOrEqual(2);
    expect(lead[0]?.line).toContain(providerName('tencent-intl', language));
    expect(page).toContain(`<p class="lead">${lead[0]?.line}</p>`);
  });

  test('asks for one action', () => {
    expect(page.match(/<button type="submit">/g)).toHaveLength(1);
    expect(page.match(/<button/g)).toHaveLength(2);
  });

  test('says how to recognise the provider’s real button, and that nobody asks for a password', () => {
    expect(page).toContain('tencentcloud.com');
    expect(page).toContain('https://');
    expect(page).toMatch(/password|密码/);
  });

  test('R130: says how long it takes, and what to do when something does not open', () => {
    expect(page).toContain(guideTexts.time[language]);
    expect(page).toContain(guideTexts.stuck[language]);
    expect(page).toMatch(/working days|工作日/);
    expect(page).toMatch(/spam|垃圾邮件/);
  });
});

test.each([
  ['https://www.tencentcloud.com/account/register?RegisterToken=1', 'prod', true],
  ['https://tencentcloud.com/', 'prod', true],
  ['https://intl.cloud.tencent.com/register', 'prod', true],
  ['http://www.tencentcloud.com/', 'prod', false],
  ['https://tencentcloud.com.example.net/', 'prod', false],
  ['https://nottencentcloud.com/', 'prod', false],
  ['https://tencentcloud.com@example.net/', 'prod', false],
  ['https://user@tencentcloud.com/', 'prod', false],
  ['https://www.alibabacloud.com/', 'prod', false],
  ['javascript:alert(1)', 'prod', false],
  ['javascript://127.0.0.1/%0aalert(1)', 'local', false],
  ['not an address', 'local', false],
  ['http://127.0.0.1:9000/register?RegisterToken=1', 'prod', false],
  ['http://127.0.0.1:9000/register?RegisterToken=1', 'local', true],
  ['http://localhost:9000/register', 'local', true],
  ['http://example.net/', 'local', false],
])('the invitation %s on stage %s may stand on a page: %s', (link, stage, may) => {
  expect(invitationHref('tencent-intl', link, stage)).toBe(may ? new URL(link).href : undefined);
});

test('what we have no facts of is called as its site, and none of its links is shown', () => {
  expect(providerName('elsewhere', 'en')).toBe('elsewhere');
  expect(invitationHref('elsewhere', 'https://elsewhere.example/', 'prod')).toBeUndefined();
});
