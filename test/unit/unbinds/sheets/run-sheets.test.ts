import { describe, expect, test } from 'vitest';
import type { Texts } from '../../../../functions/kernel/texts.ts';
import { sites } from '../../../../functions/providers/registry.ts';
import { type RunSheet, sheetPurposes } from '../../../../functions/unbinds/sheets/run-sheet.ts';
import { runSheet, sheetsOf } from '../../../../functions/unbinds/sheets/sheets-of-site.ts';

const bySite = await Promise.all(sites.map(async (site) => ({ site, sheets: await sheetsOf(site) })));
const all = bySite.flatMap(({ site, sheets }) =>
  sheetPurposes.flatMap(
    (purpose) =>
      sheets?.[purpose].map((sheet): [string, RunSheet] => [`${site} ${purpose} v${sheet.version}`, sheet]) ?? [],
  ),
);

describe.each(all)('the run sheet %s', (_name, sheet) => {
  test('B03: is there in both languages, every line of it', () => {
    const texts: readonly Texts[] = [
      sheet.title,
      sheet.where,
      ...sheet.steps.flatMap(({ text, choices = [] }) => [text, ...choices.map((choice) => choice.text)]),
    ];
    for (const text of texts) {
      expect(text.en.trim()).not.toBe('');
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('B03: numbers its steps from one, without a gap', () => {
    expect(sheet.steps.map(({ number }) => number)).toEqual(sheet.steps.map((_step, at) => at + 1));
  });

  test('B03: has something to show for whatever it says of the provider’s process', () => {
    const last = sheet.steps.at(-1);
    const facts = sheet.steps.flatMap(({ choices = [] }) => choices.map(({ fact }) => fact));
    if (sheet.records === undefined && facts.length === 0) return;
    expect(last?.needs?.some((need) => need === 'reference' || need === 'proof')).toBe(true);
    expect(last?.needs).toContain('time');
  });

  test('asks for a choice exactly where there are several', () => {
    for (const { needs = [], choices = [] } of sheet.steps) {
      expect(needs.includes('choice')).toBe(choices.length > 1);
      expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
    }
  });
});

test('versions of a sheet are told apart, the newest is used, and an older one is still found', async () => {
  for (const { site, sheets } of bySite)
    for (const purpose of sheets ? sheetPurposes : []) {
      const versions = sheets?.[purpose].map(({ version }) => version);
      expect(versions).toEqual(versions?.map((_version, at) => at + 1));
      expect((await runSheet(site, purpose))?.version).toBe(versions?.at(-1));
      expect((await runSheet(site, purpose, 1))?.version).toBe(1);
    }
});

test.each(bySite.flatMap(({ site, sheets }) => (sheets ? [{ site, sheets }] : [])))(
  'B03: what nothing undoes needs a second person at $site, and nothing else does',
  ({ sheets }) => {
    const confirmed = sheetPurposes.filter((purpose) => sheets[purpose].at(-1)?.secondPerson);
    expect(confirmed).toEqual(['completion', 'withdrawal']);
  },
);
