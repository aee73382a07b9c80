import { describe, expect, it } from 'vitest';
import { browserPlan } from '../../local/browser/install-browser.ts';

describe('what the tests of pages ask of the computer', () => {
  const debian = { platform: 'linux', browser: undefined, hasChineseFont: false, aptPrefix: [] } as const;

  it('nothing, where a browser and a Chinese font are there', () => {
    expect(browserPlan({ ...debian, browser: '/usr/bin/chromium', hasChineseFont: true })).toBeUndefined();
  });

  it('installs on a bare Debian machine what is missing, and no more', () => {
    expect(browserPlan(debian)).toEqual({ packages: ['chromium', 'fontconfig', 'fonts-noto-cjk'], prefix: [] });
    expect(browserPlan({ ...debian, hasChineseFont: true })).toEqual({ packages: ['chromium'], prefix: [] });
    expect(browserPlan({ ...debian, browser: '/opt/chrome', aptPrefix: ['sudo', '--non-interactive'] })).toEqual({
      packages: ['fontconfig', 'fonts-noto-cjk'],
      prefix: ['sudo', '--non-interactive'],
    });
  });

  it('says what to install where it may not', () => {
    const said = browserPlan({ ...debian, aptPrefix: undefined });
    expect(said).toMatchObject({ complaint: expect.stringContaining('sudo apt install chromium fontconfig') });
    const mac = browserPlan({ platform: 'darwin', browser: undefined, hasChineseFont: true, aptPrefix: undefined });
    expect(mac).toMatchObject({ complaint: expect.stringMatching(/Chromium, Chrome or Edge.*\n.*DESK_BROWSER/) });
  });
});
