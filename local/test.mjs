import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pinnedNode, prepare, root, run } from './prepare.mjs';

// `npm test`: checks, then all tests; the last line is `N passed, N failed`. Arguments go to vitest.

const args = process.argv.slice(2);
const complete = args.length === 0;
// `npm run requirements` reads the report of a complete run only.
const reportFile = join(root, complete ? '.desk/test-report.json' : '.desk/test-report-part.json');
const slowest = 10;

await prepare();
const [engine, browser] = ['engine/engine.ts', 'browser/install-browser.ts'].map((file) => join(root, 'local', file));
const install = `
  const e = await import(${JSON.stringify(engine)}); await e.installEngine(e.defaultEngineDir);
  const b = await import(${JSON.stringify(browser)}); if (${complete}) b.installBrowser();`;
if ((await run(pinnedNode, ['--input-type=module', '--eval', install])) !== 0) process.exit(1);

const checkFailed = (await run('npm', ['run', '--silent', 'check'])) !== 0;

mkdirSync(join(root, '.desk'), { recursive: true });
rmSync(reportFile, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const vitestFailed = (await run(pinnedNode, [vitest, 'run', ...reporters, ...args])) !== 0;

const files = readReport();
const tests = files.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, file: name })));
const passed = tests.filter(({ status }) => status === 'passed').length;
const failedTests = tests.filter(({ status }) => status === 'failed').length;
// A file that does not load has no tests to fail.
const failedFiles = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
// A test that failed proves nothing, so what all of them prove can't be said then.
const mapIsStale =
  complete && !vitestFailed && (await run(pinnedNode, [join(root, 'scripts/requirements.ts'), '--check'])) !== 0;
// vitest also fails on an error outside of any test.
const failed = Math.max(failedTests + failedFiles, vitestFailed ? 1 : 0) + (checkFailed ? 1 : 0) + (mapIsStale ? 1 : 0);

console.log(`\nThe ${Math.min(slowest, tests.length)} slowest tests:`);
for (const { duration = 0, fullName, file } of tests
  .toSorted((a, b) => (b.duration ?? 0) - (a.duration ?? 0))
  .slice(0, slowest)) {
  console.log(`  ${(duration / 1000).toFixed(1).padStart(6)} s  ${relative(root, file)}  ${fullName}`);
}
if (checkFailed) console.log('\nThe checks failed (`npm run check`): they count as one failure.');
if (mapIsStale) console.log('\nThe map of requirements is stale (run npm run requirements and commit): one failure.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')).testResults;
  } catch {
    return [];
  }
}
