import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a computer has of what the tests of pages need. */
export interface BrowserNeeds {
  readonly platform: NodeJS.Platform;
  /** The path of a browser that speaks Chromium's protocol. */
  readonly browser: string | undefined;
  /** Without one, Chinese text is boxes, and what the tests photograph is worthless. */
  readonly hasChineseFont: boolean;
  /** How this process may install Debian packages: the words before `apt-get`; undefined when it may not. */
  readonly aptPrefix: readonly string[] | undefined;
}

/** `packages`: what `apt-get` is to install; `complaint`: what is missing and what to do about it. */
export type BrowserPlan =
  | { readonly packages: readonly string[]; readonly prefix: readonly string[] }
  | { readonly complaint: string };

/** Of Debian's `fontconfig` and `apt`. */
const fontList = 'fc-list';
const packageTool = 'apt-get';

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macNames = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The browser that `DESK_BROWSER` names, or the first Chromium, Chrome or Edge of this computer. */
export function findBrowser(): string | undefined {
  const named = process.env['DESK_BROWSER'];
  if (named) return named;
  return browserPaths().find(isProgram);
}

/**
 * Makes sure of a browser and a Chinese font for the tests of pages; on Debian, as root or with `sudo` that asks nothing,
 * it installs what is missing.
 *
 * @throws when they can't be had, with what to do about it.
 */
export function installBrowser(): void {
  const plan = browserPlan(look());
  if (plan === undefined) return;
  if ('complaint' in plan) throw new Error(plan.complaint);
  console.log(`Installing ${plan.packages.join(' and ')} for the tests of pages (apt-get) …`);
  aptGet(plan.prefix, ['update']);
  aptGet(plan.prefix, ['install', '--yes', '--no-install-recommends', ...plan.packages]);
  const still = browserPlan({ ...look(), aptPrefix: undefined });
  if (still !== undefined && 'complaint' in still) throw new Error(still.complaint);
}

/** What is to be done before pages can be tested; undefined when nothing is. */
export function browserPlan({ platform, browser, hasChineseFont, aptPrefix }: BrowserNeeds): BrowserPlan | undefined {
  if (browser !== undefined && hasChineseFont) return undefined;
  const packages = [
    ...(browser === undefined ? ['chromium'] : []),
    ...(hasChineseFont ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ];
  if (aptPrefix !== undefined) return { packages, prefix: aptPrefix };
  const missing = [
    ...(browser === undefined ? ['a Chromium, Chrome or Edge'] : []),
    ...(hasChineseFont ? [] : ['a Chinese font']),
  ].join(' and ');
  const remedy =
    platform === 'linux'
      ? `Install it (Debian: sudo apt install ${packages.join(' ')})`
      : 'Install it (https://www.google.com/chrome)';
  return {
    complaint: `The tests of pages need ${missing}, and this computer has none.\n${remedy}, or name a browser in DESK_BROWSER, and start again.`,
  };
}

function look(): BrowserNeeds {
  const { platform } = process;
  return { platform, browser: findBrowser(), hasChineseFont: hasChineseFont(), aptPrefix: aptPrefix() };
}

function browserPaths(): readonly string[] {
  if (process.platform === 'darwin') return macNames.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (process.platform === 'win32') {
    const folders = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    return folders.flatMap((folder) => (folder ? windowsPaths.map((path) => join(folder, path)) : []));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return programNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** macOS and Windows bring theirs. */
function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const { stdout } = spawnSync(fontList, [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function aptPrefix(): readonly string[] | undefined {
  if (spawnSync(packageTool, ['--version']).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['--non-interactive', 'true']).status === 0 ? ['sudo', '--non-interactive'] : undefined;
}

function aptGet(prefix: readonly string[], args: readonly string[]): void {
  const [program = 'env', ...rest] = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    packageTool,
    '--quiet',
    ...args,
  ];
  try {
    execFileSync(program, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trimEnd() : String(cause);
    throw new Error(
      `apt-get ${args[0]} failed:\n${said.split('\n').slice(-5).join('\n')}\n` +
        'Check the network, or install a Chromium and a Chinese font yourself, and start again.',
      { cause },
    );
  }
}
