import { expect } from 'vitest';

/** The state that a page names itself by. */
export function codeOf(page: string): string | undefined {
  return /<main data-code="([a-z_]+)">/.exec(page)?.[1];
}

const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found ?? '');

/** What every page has to be, in each state: whole, in one language, and usable without eyes, mouse or script. */
export function expectWellMade(page: string, language: 'en' | 'zh-CN'): void {
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(page).toContain(`<html lang="${language}">`);
  expect(all(page, /<(h1|main|header|footer)\b/g).toSorted()).toEqual(['footer', 'h1', 'header', 'main']);
  expect(all(page, /<title>([^<]*)<\/title>/g)[0]).not.toBe('');
  expect(codeOf(page)).toBe(/<code>(\w+)<\/code>/.exec(page)?.[1]);
  expect(page, 'nothing left to fill in').not.toMatch(/\{\w+\}|undefined|\[object/);
  expect(page, 'no two full stops').not.toMatch(/[^.]\.\.[^.]/);
  expect(page).not.toMatch(/<script|style=|\son\w+=|<img|<iframe/i);

  const ids = all(page, /\sid="([^"]+)"/g);
  expect(new Set(ids).size).toBe(ids.length);
  const named = [
    ...all(page, /\s(?:for|aria-labelledby)="([^"]+)"/g),
    ...all(page, /aria-describedby="([^"]+)"/g).flatMap((some) => some.split(' ')),
    ...all(page, /href="#([^"]+)"/g),
  ];
  for (const id of named) expect(ids).toContain(id);
  const labelled = all(page, /<label for="([^"]+)"/g);
  for (const field of page.match(/<input(?![^>]*type="hidden")[^>]*>/g) ?? [])
    expect(labelled).toContain(/\sid="([^"]+)"/.exec(field)?.[1]);
  for (const form of page.match(/<form\b[^>]*>/g) ?? [])
    expect(form).toMatch(/method="post" name="\w+" aria-labelledby=/);
  const levels = all(page, /<h([1-6])\b/g).map(Number);
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
}
