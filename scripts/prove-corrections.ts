import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

// Proves that each correction of the local cloud's engine is noticed: switches one off at a time and runs the tests
// whose titles name it. Every one of them must fail; one that passes proves nothing, and the correction may be gone
// upstream. Pass names to look at these only.

const root = resolve(import.meta.dirname, '..');

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), title: z.string() })) }),
  ),
});

const unnoticed: string[] = [];
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : await correctionNames()) {
  const tests = await testsWithout(name);
  const passed = tests.filter(({ status }) => status !== 'failed');
  if (tests.length === 0) console.log(`✗ ${name} → no test names it`);
  for (const { title, status } of tests) console.log(`${status === 'failed' ? '✓' : '✗'} ${name} → ${title}`);
  if (tests.length === 0 || passed.length > 0) unnoticed.push(name);
}
if (unnoticed.length > 0) {
  console.error(`Not noticed when switched off: ${unnoticed.join(', ')}`);
  process.exitCode = 1;
}

async function correctionNames(): Promise<string[]> {
  const { stdout } = await run(join(root, '.desk/engine/bin/python'), [join(root, 'local/engine/launch.py'), '--list']);
  return stdout.trim().split('\n');
}

/** The results of the tests that name the correction, run without it. */
async function testsWithout(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-proof-'));
  const outputFile = join(folder, 'report.json');
  const flags = ['run', '--project', 'engine', '-t', `\\[${name}\\]`, '--reporter', 'json', '--outputFile', outputFile];
  try {
    await run(join(root, 'node_modules/.bin/vitest'), flags, { DESK_ENGINE_OFF: name });
    const report = reportSchema.parse(JSON.parse(await readFile(outputFile, 'utf8')));
    return report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ title }) => title.startsWith(`[${name}]`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  await once(child, 'close');
  return { stdout };
}
