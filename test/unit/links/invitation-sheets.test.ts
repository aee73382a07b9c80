import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Texts } from '../../../functions/kernel/texts.ts';
import { invitationSays } from '../../../functions/links/sheets/invitation-said.ts';
import type { InvitationSheet } from '../../../functions/links/sheets/invitation-sheets.ts';

const sheets = await Promise.all(
  globSync('functions/links/sheets/*/invitation.ts').map(async (file): Promise<[string, InvitationSheet]> => {
    const site = file.split('/').at(-2) ?? file;
    const module: unknown = await import(`../../../functions/links/sheets/${site}/invitation.ts`);
    return [site, (module as { invitation: InvitationSheet }).invitation];
  }),
);

describe.each(sheets)('the run sheet of an invitation at %s', (_site, sheet) => {
  test('B03: is there in both languages, every line of it, its steps numbered without a gap', () => {
    const texts: readonly Texts[] = [
      sheet.title,
      sheet.where,
      ...sheet.steps.flatMap(({ text, choices = [] }) => [text, ...choices.map((choice) => choice.text)]),
    ];
    for (const text of texts) {
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/^[A-Z]/);
    }
    expect(sheet.steps.map(({ number }) => number)).toEqual(sheet.steps.map((_step, at) => at + 1));
  });

  test('R032: ends with what came of it, and when', () => {
    const last = sheet.steps.at(-1);
    expect(last?.needs).toEqual(['choice', 'time']);
    expect(last?.choices?.map(({ fact }) => fact)).toEqual([...invitationSays]);
  });
});
