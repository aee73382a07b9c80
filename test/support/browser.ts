import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../functions/kernel/texts.ts';
import { findBrowser, installBrowser } from '../../local/browser/install-browser.ts';

/** Width and height in CSS pixels. */
export const screens = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
  /** The narrowest on which WCAG 2.2 wants no scrolling to the side (1.4.10). */
  narrow: { width: 320, height: 640 },
  /** What 200 % zoom leaves of a desktop. */
  zoomed: { width: 640, height: 400 },
} as const;

export type Visit = {
  readonly language: Language;
  /** Whether the browser runs scripts. */
  readonly script?: boolean;
  readonly screen?: keyof typeof screens;
};

/** Starts a browser without a window. As root there is no sandbox, for Chromium refuses it. */
export function startBrowser(): Promise<Browser> {
  installBrowser();
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('installBrowser() promised a browser');
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

/**
 * Lets a customer with this language visit pages of the desk. Afterwards it is asserted that they asked nothing of any
 * other host, and that the browser had nothing to complain about.
 */
export async function visit(
  browser: Browser,
  deskUrl: string,
  { language, script = true, screen = 'phone' }: Visit,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    locale: language === 'en' ? 'en-US' : language,
    viewport: screens[screen],
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
  });
  try {
    const asked = new Set<string>();
    const complaints: string[] = [];
    context.on('request', (request) => asked.add(new URL(request.url()).origin));
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      // an answer of 4xx is what some pages are about
      const isOfPage = message.location().url === message.page()?.url();
      if (message.type() === 'error' && !(isOfPage && message.text().startsWith('Failed to load resource')))
        complaints.push(`${message.text()} ${message.location().url}`);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await act(page);
    expect([...asked], 'a page asks other hosts for something').toEqual([new URL(deskUrl).origin]);
    expect(complaints, 'the browser complains').toEqual([]);
  } finally {
    await context.close();
  }
}

const worthNothing = 'minor';

/** What everybody needs of any page: readable to all, in the dark, on small screens, with large type, in this language. */
export async function expectSound(page: Page, language: Language): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(await page.locator('h1').count(), 'one heading says what the page is about').toBe(1);
  await expectNoSidewaysScrolling(page);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findings(new AxeBuilder({ page })), 'axe, light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  const ofColours = ['color-contrast', 'link-in-text-block'];
  expect(await findings(new AxeBuilder({ page }).withRules(ofColours)), 'axe, dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function findings(axe: AxeBuilder): Promise<readonly string[]> {
  // pages have no frames, so nothing has to be gathered on a page of axe's own
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact !== worthNothing)
    .map(({ id, impact, nodes }) => `${impact}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** On the narrowest screen, zoomed to twice the size, and with type of twice the size. */
async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const before = page.viewportSize() ?? screens.phone;
  for (const screen of ['narrow', 'zoomed'] as const) {
    await page.setViewportSize(screens[screen]);
    expect(await overhang(page), `${screen}: pixels that stick out`).toBe(0);
  }
  await page.setViewportSize(before);
  await setTypeSize(page, '200%');
  expect(await overhang(page), 'large type: pixels that stick out').toBe(0);
  await setTypeSize(page, '');
}

function overhang(page: Page): Promise<number> {
  return page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
}

async function setTypeSize(page: Page, size: string): Promise<void> {
  await page.locator('html').evaluate((html, fontSize) => {
    html.style.fontSize = fontSize;
  }, size);
}

/** A control that the Tab key has reached. */
export type Reached = {
  /** Its name in the form, or what stands on it. */
  readonly name: string;
  /** How far down the page it is, in pixels. */
  readonly top: number;
  /** Whether it is on the screen, with an outline that shows where the keyboard is. */
  readonly isSeen: boolean;
};

/** Presses Tab until every control of the page was reached, or something else came first. */
export async function tabThrough(page: Page): Promise<readonly Reached[]> {
  const controls = await page.locator('a[href], button, input:not([type=hidden]), textarea, summary').count();
  const reached: Reached[] = [];
  while (reached.length < controls) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    reached.push(
      await focused.evaluate((element) => {
        const view = element.ownerDocument.defaultView;
        const { outlineStyle, outlineWidth } = view.getComputedStyle(element);
        const { top, bottom } = element.getBoundingClientRect();
        const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
        return {
          name: element.getAttribute('name') ?? element.textContent.trim(),
          top: Math.round(top + view.scrollY),
          isSeen: isOutlined && bottom > 0 && top < view.innerHeight,
        };
      }),
    );
  }
  return reached;
}

/** Whether this text is drawn as itself; without a font, all characters are the same box. */
export function drawsDistinctly(page: Page, characters: readonly string[]): Promise<boolean> {
  return page.locator('html').evaluate((html, each) => {
    const drawn = each.map((character) => {
      const canvas = html.ownerDocument.createElement('canvas');
      const pen = canvas.getContext('2d');
      pen.font = '32px sans-serif';
      pen.fillText(character, 0, 40);
      return canvas.toDataURL();
    });
    return new Set(drawn).size === each.length;
  }, characters);
}

const imagesDir = resolve(import.meta.dirname, '../../docs/images');

/**
 * Keeps a picture of the screen for the documents, from this part of the page on, when `DESK_SCREENSHOTS=1` asks for it.
 */
export async function photograph(page: Page, name: string, from = 'header'): Promise<void> {
  if (process.env['DESK_SCREENSHOTS'] !== '1') return;
  await mkdir(imagesDir, { recursive: true });
  await page.locator(from).evaluate((part) => part.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await page.screenshot({ path: join(imagesDir, `${name}.png`), animations: 'disabled' });
}
