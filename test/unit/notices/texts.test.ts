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
  'unbind_question/confirmation': [1, '013fb104fa5ea6c4'],
  'unbind_question/card': [1, '79e79a549635971a'],
  'unbind_question/distributor': [1, '95377c562bdb7cd4'],
  'unbind_reminder/confirmation': [1, 'dfbb24e470b2c417'],
  'unbind_reminder/card': [1, '3ac9df4d78a2ba2f'],
  'unbind_reminder/distributor': [1, '7e0982322d6b5f53'],
  'unbind_end/completed': [1, '3cefe706cd3b0fe9'],
  'unbind_end/called_off': [1, 'b652d8183f936a5f'],
  'unbind_end/expired': [1, 'a0e6fcf20193ae41'],
  'unbind_end/rejected': [1, '553d54f126246b4e'],
  'unbind_end/refused': [1, '151321e3fce97961'],
};

const all: (readonly [string, MailTexts])[] = Object.entries(mailTexts).flatMap(([template, variants]) =>
  Object.entries<MailTexts>(variants).map(([variant, texts]) => [`${template}/${variant}`, texts] as const),
);

const values = {
  asks: 'Tamarisk Cloud',
  reseller: 'Tamarisk Cloud',
  customer: 'Lantern Logistics',
  provider: 'Tencent Cloud',
  secondLevel: 'Harbour Lantern Cloud',
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
  expect([version, sha256]).toEqual([7, '978218501d4fbd7d']);
});
