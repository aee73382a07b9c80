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
} as const;

describe('the notice before unbinding', () => {
  test('R078: nine points in both languages, with the provider’s document and its date', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const { points, source, attestations, capacities, effects } = noticeText('tencent-intl', language);
      expect(points).toHaveLength(9);
      expect(new Set(points).size).toBe(9);
      expect(source).toMatchObject({ date: '2025-11-19' });
      expect(source.title).toContain('Unbind a Reseller Sub-Customer');
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
    for (const [site, versions] of Object.entries(released)) {
      if (site !== 'tencent-intl') throw new Error(site);
      expect(noticeVersion(site)).toBe(versions.length);
      expect(noticeWordings[site]).toHaveLength(versions.length);
      versions.forEach((hashes, index) => {
        const hash = (language: 'en' | 'zh-CN') => noticeText(site, language, index + 1).sha256;
        expect({ en: hash('en'), 'zh-CN': hash('zh-CN') }).toEqual(hashes);
      });
    }
  });
});
