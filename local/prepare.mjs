import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs before anything is installed, on any Node from 20: plain JavaScript and Node's own modules only.

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node 24 as the lock file pins it; everything but the `.mjs` files here runs on it. */
export const pinnedNode = join(root, 'node_modules/.bin/node');

const pythonNames = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

/**
 * Makes sure of Node, Python and the packages of the lock file; ends the process with a message and what to do about
 * it when one of them can't be had.
 */
export async function prepare() {
  const complaint = nodeComplaint(process.versions.node) ?? pythonComplaint(foundPythons());
  if (complaint !== undefined) giveUp(complaint);
  if (packagesAreInstalled()) return;
  console.log('Installing packages from the lock file (npm ci) …');
  const [npm, ...before] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const code = await run(npm, [...before, 'ci', '--no-audit', '--no-fund']);
  if (code !== 0) {
    giveUp(
      'The packages could not be installed; npm says why above.\n' +
        'Check the network (and `npm config get registry`), then start again.',
    );
  }
}

/** Why this Node will not do, with the remedy; undefined when it will. */
export function nodeComplaint(version) {
  if (Number(version.split('.')[0]) >= 20) return undefined;
  return `This needs Node.js 20 or newer, and ${version} is running. Install a current one from https://nodejs.org and start again.`;
}

/** Why none of these Pythons (`3.11.2`, …) will do, with the remedy; undefined when one will. */
export function pythonComplaint(versions) {
  const good = versions.some((version) => {
    const [major, minor] = version.split('.').map(Number);
    return major === 3 && minor >= 10 && minor <= 14;
  });
  if (good) return undefined;
  const found = versions.length === 0 ? 'none was found on PATH' : `only ${versions.join(', ')} was found on PATH`;
  return (
    `The local cloud needs Python 3.10 to 3.14, and ${found}.\n` +
    'Install it (macOS: brew install python@3.13; Debian and Ubuntu: sudo apt install python3 python3-venv) and start again.'
  );
}

/**
 * Whether `node_modules` holds what the lock file asks for. npm notes what it installed in a lock file of its own there,
 * as the last thing it does, so an interrupted installation counts as none.
 */
export function isInstalled(wanted, installed) {
  const lacking = Object.entries(wanted.packages).filter(([path, { version, optional, devOptional }]) => {
    if (path === '') return false;
    const there = installed.packages[path];
    return there === undefined ? !(optional || devOptional) : there.version !== version;
  });
  return lacking.length === 0 && Object.keys(installed.packages).every((path) => path in wanted.packages);
}

function packagesAreInstalled() {
  const noted = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(noted) || !existsSync(pinnedNode)) return false;
  return isInstalled(readJson(join(root, 'package-lock.json')), readJson(noted));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function foundPythons() {
  const program = 'import platform; print(platform.python_version())';
  const versions = pythonNames.map((name) => spawnSync(name, ['-c', program], { encoding: 'utf8' }).stdout?.trim());
  return [...new Set(versions.filter((version) => version))];
}

function giveUp(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** Runs a program in the repository with our Node first on PATH and answers its exit code; signals are passed on. */
export function run(program, args) {
  const PATH = [dirname(pinnedNode), process.env.PATH].join(':');
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH } });
  const passOn = (signal) => child.kill(signal);
  // The terminal sends Ctrl-C to the child, too; this process only waits for its end.
  const wait = () => undefined;
  process.on('SIGTERM', passOn).on('SIGINT', wait);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      process.off('SIGTERM', passOn).off('SIGINT', wait);
      resolve(code ?? 1);
    });
  });
}
