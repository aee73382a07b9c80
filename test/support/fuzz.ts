import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { pythonVenv } from './python-venv.ts';

const root = resolve(import.meta.dirname, '../..');
const document = join(root, 'docs/generated/openapi.json');
const requirements = join(import.meta.dirname, 'python/fuzz-requirements.txt');

/**
 * What every answer is held to. Left out are the checks that know less than our rules: valid input may be refused (409,
 * 404, a rule across fields), and an unknown method is an unknown operation (404).
 */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
  'ignored_auth',
];

/** Who sends requests, and how hard: `examples` cases an operation, and with `edges` also every edge of every schema. */
export type Fuzzer = {
  readonly name: string;
  readonly token?: string;
  readonly examples: number;
  readonly edges?: true;
};

export type FuzzOrder = {
  readonly url: string;
  readonly seed: number;
  readonly fuzzers: readonly Fuzzer[];
  /** Values that exist, by where they go (`path.requestId`, `body.owner`): most cases use one of them. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Where reports go; emptied first. */
  readonly folder: string;
  /** Ends it before it is done. */
  readonly signal: AbortSignal;
};

export type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly operations: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** What was found, in the tool's own words; empty when nothing was. */
  readonly findings: string;
};

/** How many send at once; the local cloud has no more to give. */
const AT_ONCE = 2;

/**
 * Sends requests that are made from the OpenAPI document, good ones and bad ones, and holds every answer to it. The same
 * seed makes the same requests where answers are the same.
 *
 * @throws when the tool can't be installed or breaks.
 */
export async function fuzz({ url, seed, fuzzers, known, folder, signal }: FuzzOrder): Promise<readonly Fuzzed[]> {
  const python = await pythonVenv('fuzz', requirements, 11);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'schemathesis.toml');
  await writeFile(config, configOf(known));
  const waiting = [...fuzzers.entries()];
  const done: Fuzzed[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, fuzzer] = next;
      done[index] = await send(fuzzer, { python, config, url, seed, folder, signal });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

type Tool = Pick<FuzzOrder, 'url' | 'seed' | 'folder' | 'signal'> & {
  readonly python: string;
  readonly config: string;
};

async function send(
  { name, token, examples, edges }: Fuzzer,
  { python, config, url, seed, folder, signal }: Tool,
): Promise<Fuzzed> {
  const file = (end: string) => join(folder, `${name}.${end}`);
  const args = [
    // The tool's own command holds the path where the environment was made, from where it was moved.
    ['-c', 'from schemathesis.cli import schemathesis; schemathesis()'],
    ['--config-file', config, 'run', document, '--url', url],
    token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`],
    // One worker a process: its threads trip over each other in CPython 3.11.
    ['--workers', '1', '--phases', edges ? 'coverage,fuzzing' : 'fuzzing', '--max-examples', String(examples)],
    ['--seed', String(seed), '--checks', checks.join(','), '--continue-on-failure', '--no-shrink'],
    ['--generation-database', 'none', '--request-timeout', '30', '--warnings', 'off', '--no-color'],
    ['--report-ndjson-path', file('ndjson'), '--report-json-path', file('json')],
  ].flat();
  const { code, said } = await run(python, args, { cwd: folder, signal });
  const report = Report.parse(JSON.parse(await readFile(file('json'), 'utf8').catch(() => 'null')) ?? undefined);
  const broke = code !== 0 || report.test_cases.errored > 0;
  return {
    name,
    cases: report.test_cases.generated,
    operations: report.operations.tested,
    statuses: statusesIn(await readFile(file('ndjson'), 'utf8')),
    findings: broke ? said.slice(said.indexOf('==')) : '',
  };
}

const Report = z.object(
  {
    operations: z.object({ tested: z.int() }),
    test_cases: z.object({ generated: z.int(), errored: z.int() }),
  },
  { error: 'schemathesis left no report' },
);

const Event = z.object({
  ScenarioFinished: z.object({
    recorder: z.object({
      interactions: z.record(z.string(), z.object({ response: z.object({ status_code: z.int() }).nullish() })),
    }),
  }),
});

function statusesIn(ndjson: string): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (const line of ndjson.split('\n')) {
    if (!line.startsWith('{"ScenarioFinished"')) continue;
    const { interactions } = Event.parse(JSON.parse(line)).ScenarioFinished.recorder;
    for (const { response } of Object.values(interactions)) {
      const status = String(response?.status_code ?? 'none');
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }
  return statuses;
}

/** The tool's configuration: a dictionary of known values for each place. JSON of texts is TOML. */
function configOf(known: FuzzOrder['known']): string {
  const places = Object.entries(known).filter(([, values]) => values.length > 0);
  const dictionaries = places.map(
    ([, values], at) => `[dictionaries.known${at}]\nvalues = ${JSON.stringify(values)}\n`,
  );
  const bound = places.map(([place], at) => `"${place}" = { dictionary = "known${at}", probability = 0.7 }\n`);
  return [...dictionaries, '[parameters]\n', ...bound].join('');
}

function run(
  command: string,
  args: readonly string[],
  at: { cwd: string; signal: AbortSignal },
): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      ...at,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
    child.once('error', fail).once('close', (code) => done({ code, said: Buffer.concat(said).toString('utf8') }));
  });
}
