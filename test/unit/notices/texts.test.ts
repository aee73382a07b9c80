import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import { bodyOf } from '../../../functions/notices/letter.ts';
import { templates } from '../../../functions/notices/mail.ts';
import { digestTexts, matterTexts } from '../../../functions/notices/members/texts.ts';
import { type MailTexts, mailTexts } from '../../../functions/notices/texts.ts';

/** Every text with its version and fingerprint. Whoever changes a word raises the version and pins the new one here. */
const pinned: Readonly<Record<string, readonly [version: number, sha256: string]>> = {
  'customer_question/asked': [2, '8f65086fcc1cc57c'],
  'customer_question/changed': [2, '18c2c2db39112518'],
  'customer_reminder/asked': [1, '3e92dbd83c6dcede'],
  'customer_reminder/changed': [1, '5d5c72435b6411cf'],
  'application_reminder/always': [1, '3ee5f52595172993'],
  'request_expired/always': [1, 'f4391b76ad436b7f'],
  'customer_view/always': [1, '27b9d61841066804'],
  'billing_delay/always': [2, 'd9ee4ea695e90102'],
};

const all: (readonly [string, MailTexts])[] = Object.entries(mailTexts).flatMap(([template, variants]) =>
  Object.entries<MailTexts>(variants).map(([variant, texts]) => [`${template}/${variant}`, texts] as const),
);

const values = {
  asks: 'Tamarisk Cloud',
  reseller: 'Tamarisk Cloud',
  customer: 'Lantern Logistics',
  provider: 'Tencent Cloud',
  until: '2026-12-04 17:00',
  name: ' Mei Tan',
};
const token = 'token'.padEnd(43, 'x');
const sentences = (text: string) => text.split(/[.!?]\s|[。！？]/).filter((one) => one.trim() !== '').length;

test('every template has its words', () => {
  expect([...Object.keys(mailTexts), 'member_digest'].toSorted()).toEqual(templates.toSorted());
});

describe.each(all)('R129: the mail %s', (name, texts) => {
  test('is as its version was pinned; other words need another version', () => {
    const { version, ...words } = texts;
    const sha256 = createHash('sha256')
      .update(canonicalize(words) ?? '')
      .digest('hex')
      .slice(0, 16);
    expect([version, sha256]).toEqual(pinned[name]);
  });

  test.each(['en', 'zh-CN'] as const)(
    'in %s explains in at most two sentences, names the provider and one thing to do',
    (language) => {
      expect(sentences(texts.explains[language])).toBeLessThanOrEqual(2);
      expect(sentences(texts.action[language])).toBe(1);
      expect(`${texts.explains[language]}${texts.action[language]}`).toContain('{provider}');
      expect(texts.subject[language].length).toBeLessThan(90);
    },
  );

  test.each(['en', 'zh-CN'] as const)(
    'in %s leaves nothing unfilled, and has one link and its phrase where it opens one',
    (language) => {
      const link = texts.opens ? { url: `https://desk.example/d/${token}`, token } : undefined;
      const body = bodyOf(texts, language, values, link);
      expect(
        `${texts.subject[language].replace(/\{(\w+)\}/g, (_, key: keyof typeof values) => values[key])}${body}`,
      ).not.toMatch(/[{}]|undefined/);
      expect(body.match(/https?:/g) ?? []).toHaveLength(texts.opens ? 1 : 0);
      expect(body.includes(phraseOf(token, language))).toBe(texts.opens);
      expect(body).toMatch(language === 'en' ? /^Hello Mei Tan,/ : /^您好 Mei Tan：/);
    },
  );
});

test('the mail to members is as its version was pinned; other words need another version', () => {
  const { version, ...words } = digestTexts;
  const sha256 = createHash('sha256')
    .update(canonicalize({ words, matterTexts }) ?? '')
    .digest('hex')
    .slice(0, 16);
  expect([version, sha256]).toEqual([1, '9056b287862349a1']);
});
