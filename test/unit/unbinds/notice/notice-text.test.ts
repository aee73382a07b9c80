import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { noticeText, noticeVersion } from '../../../../functions/unbinds/notice/notice-text.ts';
import { noticeWordings } from '../../../../functions/unbinds/notice/wordings.ts';

/** What somebody has accepted stays as it was: other words are a new version, never another hash of an old one. */
const released = {
  'tencent-intl': [
    {
      en: 'ffb9d7a9e55caf47d02b485d300ef6f55ee1d0e138ac1e3e1800968f2e832057',
      'zh-CN': '831e6b0a48dca2f69e562fe2b6072f75e0ed473404fd01c6192d4309a22bcd07',
    },
  ],
  'alibaba-intl': [
    {
      en: '42478351b5b1cb7883e0605434ee69bc6b54943832f5dcf4ba75737683b7ce72',
      'zh-CN': '9797486958c136275860b8aa0905642b33c7ce835c32682050a0cc273aa45a67',
    },
  ],
  'huawei-intl': [
    {
      en: '0b8c921f25732d9147c7cf919089e9c7fa7faabc5225d5d6e4b7f63348085c96',
      'zh-CN': '831cd07372266687252fa86267773669a156fe8825a97500b7fa4f667abd6cd3',
    },
  ],
} as const;

/** What each of the nine points has to tell of a site, by its public pages; the provider's own notice is behind a sign-in. */
const facts = {
  'tencent-intl': [
    /resellers, second-level resellers and distributors/,
    /authorised by law/,
    /agreed/,
    /neither cancelled nor reversed/,
    /billed as before/,
    /may come late/,
    /settled/,
    /discount/,
    /understood/,
  ],
  'alibaba-intl': [
    /partner console/,
    /authorised by law/,
    /agreed/,
    /Nothing says that it can be taken back/,
    /Terminated/,
    /deducted only afterwards/,
    /quota is not below zero/,
    /trusteeship/,
    /notice that the partner console shows/,
  ],
  'huawei-intl': [
    /reseller model/,
    /administrator/,
    /approve it in its own account/,
    /three requests within three months/,
    /unfrozen before the request/,
    /may still come/,
    /does not tell you what the customer owes/,
    /reserved instances, partner support plans and service support plans.*independent accounting members/,
    /what Partner Center shows/,
  ],
} as const;
/** The document whose facts it tells, and its date. */
const sources = {
  'tencent-intl': { title: expect.stringContaining('Unbind a Reseller Sub-Customer'), date: '2025-11-19' },
  'alibaba-intl': { title: expect.stringContaining('UID Management'), date: '2026-01-29' },
  'huawei-intl': { title: expect.stringContaining('Managing Customer Association'), date: '2024-10-08' },
} as const;
const told = ['tencent-intl', 'alibaba-intl', 'huawei-intl'] as const;

describe('the notice before unbinding', () => {
  test.each(told)('R078: at %s each of the nine points tells what the provider’s pages do', (site) => {
    const { points } = noticeText(site, 'en');
    facts[site].forEach((fact, index) => {
      expect(points[index]).toMatch(fact);
    });
  });

  test.each(told)('R078: nine points of %s in both languages, with the provider’s document and its date', (site) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const { points, source, attestations, capacities, effects } = noticeText(site, language);
      expect(points).toHaveLength(9);
      expect(new Set(points).size).toBe(9);
      expect(source).toMatchObject(sources[site]);
      expect(attestations).toHaveLength(5);
      expect(capacities.map(({ as }) => as)).toEqual(['holder', 'agent']);
      expect(effects.map(({ on }) => on)).toEqual(['billing_history', 'permissions', 'services']);
      const said = [...points, ...attestations.map(({ text }) => text), ...effects.map(({ text }) => text)];
      for (const text of said) expect(text).toMatch(language === 'en' ? /^[A-Z].*[.]$/ : /\p{Script=Han}.*。$/u);
    }
  });

  test('R078: the hash is over the canonical JSON of all the rest, so anybody can check it', () => {
    const { sha256, ...text } = noticeText('tencent-intl', 'en');
    expect(
      createHash('sha256')
        .update(canonicalize(text) ?? '')
        .digest('hex'),
    ).toBe(sha256);
  });

  test('R078: every released version keeps its words', () => {
    for (const site of told) {
      const versions = released[site];
      expect(noticeVersion(site)).toBe(versions.length);
      expect(noticeWordings[site]).toHaveLength(versions.length);
      versions.forEach((hashes, index) => {
        const hash = (language: 'en' | 'zh-CN') => noticeText(site, language, index + 1).sha256;
        expect({ en: hash('en'), 'zh-CN': hash('zh-CN') }).toEqual(hashes);
      });
    }
  });
});
