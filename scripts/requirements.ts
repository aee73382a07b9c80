import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import * as z from 'zod';

// `npm run requirements`: writes docs/generated/requirements.md, which rows of docs/requirements.md have a test that
// passed, from vitest's report of the last complete `npm test`; `--check` only compares. A path names another report.

const root = resolve(import.meta.dirname, '..');
const rowsFile = resolve(root, 'docs/requirements.md');
const mapFile = resolve(root, 'docs/generated/requirements.md');
/** Where `npm test` leaves the report of a run of all tests. */
const lastReport = resolve(root, '.desk/test-report.json');

/** One row of docs/requirements.md. */
export type Requirement = {
  readonly number: string;
  readonly section: string;
  readonly capability: string;
  readonly acceptance: string;
};

/** The part of vitest's JSON report that says what passed, with absolute paths of files. */
export const TestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), ancestorTitles: z.array(z.string()), title: z.string() }),
      ),
    }),
  ),
});
export type TestReport = z.output<typeof TestReport>;

/** Rows by number, in the document's order. */
export function requirementsIn(document: string): ReadonlyMap<string, Requirement> {
  const rows = new Map<string, Requirement>();
  let section = '';
  for (const line of document.split('\n')) {
    section = line.match(/^## (.+)$/)?.[1] ?? section;
    const [, number, capability, acceptance] = line.match(/^\| ([RB]\d+) \| (.+) \| (.+) \|$/) ?? [];
    if (!number || !capability || !acceptance) continue;
    if (rows.has(number)) throw new Error(`docs/requirements.md has two rows ${number}`);
    rows.set(number, { number, section, capability, acceptance });
  }
  return rows;
}

/** The rows of docs/requirements.md. */
export function requirements(): ReadonlyMap<string, Requirement> {
  return requirementsIn(readFileSync(rowsFile, 'utf8'));
}

/** The numbers of rows in the name of a test or group of tests. */
export function rowsNamedIn(name: string): readonly string[] {
  return name.match(/\b(?:R\d{3}|B\d{2})\b/g) ?? [];
}

/**
 * The document of what the tests in `report` prove: the same text for the same tests, whatever their order.
 * @throws when a test names a row that there is not.
 */
export function requirementMap(rows: ReadonlyMap<string, Requirement>, report: TestReport): string {
  const proofs = proofsIn(report);
  const unknown = [...proofs].filter(([number]) => !rows.has(number));
  if (unknown.length > 0)
    throw new Error(
      unknown.map(([number, [first]]) => `No row ${number} in docs/requirements.md: ${first?.file}`).join('\n'),
    );
  const all = [...rows.values()];
  const open = all.filter(({ number }) => !proofs.has(number)).map(({ number }) => number);
  const sections = [...new Set(all.map(({ section }) => section))].map((section) => {
    const proved = all.filter((row) => row.section === section && proofs.has(row.number));
    return proved.length === 0
      ? []
      : [`## ${section}`, ...proved.map((row) => rowText(row, proofs.get(row.number) ?? []))];
  });
  return `${[
    '# Requirements and the tests that prove them',
    'Made from the tests that passed (`npm run requirements`, after a complete `npm test`); not to be edited.',
    `${all.length - open.length} of ${all.length} rows of [requirements.md](../requirements.md) have a test.`,
    ...sections.flat(),
    '## Open',
    open.length === 0 ? 'None.' : `No test names these yet: ${open.join(', ')}.`,
  ].join('\n\n')}\n`;
}

type Proof = { readonly file: string; readonly name: string };

/** A proof is a title that names the row: of one test, or of the group that tests stand in. */
function proofsIn({ testResults }: TestReport): ReadonlyMap<string, readonly Proof[]> {
  const proofs = new Map<string, Proof[]>();
  for (const { name: path, assertionResults } of testResults)
    for (const { status, ancestorTitles, title } of assertionResults) {
      if (status !== 'passed') continue;
      const titles = [...ancestorTitles, title].filter((part) => part !== '');
      for (const number of new Set(titles.flatMap(rowsNamedIn))) {
        const named = titles.findLastIndex((part) => rowsNamedIn(part).includes(number));
        const file = relative(root, path).replaceAll('\\', '/');
        const proof = { file, name: titles.slice(0, named + 1).join(' › ') };
        proofs.set(number, [...(proofs.get(number) ?? []), proof]);
      }
    }
  return proofs;
}

function rowText({ number, capability, acceptance }: Requirement, proofs: readonly Proof[]): string {
  const lines = new Set(proofs.map(({ file, name }) => `- \`${file}\`: ${name}`));
  return [`**${number}** ${capability}: ${acceptance}.\n`, ...[...lines].sort()].join('\n');
}

function storedMap(): string {
  try {
    return readFileSync(mapFile, 'utf8');
  } catch {
    return '';
  }
}

/** What stands in one of the texts only, as a reader of differences expects it. */
function differences(before: string, after: string): readonly string[] {
  const lost = before.split('\n').filter((line) => !after.split('\n').includes(line));
  const gained = after.split('\n').filter((line) => !before.split('\n').includes(line));
  return [...lost.map((line) => `- ${line}`), ...gained.map((line) => `+ ${line}`)];
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  const report = args.find((arg) => !arg.startsWith('--')) ?? lastReport;
  if (!existsSync(report)) throw new Error(`No report ${report}: run npm test, all of it, first.`);
  const map = requirementMap(requirements(), TestReport.parse(JSON.parse(readFileSync(report, 'utf8'))));
  if (!args.includes('--check')) writeFileSync(mapFile, map);
  else if (map !== storedMap()) {
    for (const line of differences(storedMap(), map).slice(0, 20)) console.error(line);
    console.error('docs/generated/requirements.md is not what this run proved: run npm run requirements and commit.');
    process.exitCode = 1;
  }
}
