import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../local/engine/install-engine.ts';

const run = promisify(execFile);
const venvs = join(import.meta.dirname, '../../.desk/venvs');

/**
 * A virtual environment with exactly the packages of a hashed requirements file, made once per content of that file.
 * `oldestMinor`: of Python 3, where the packages need a newer one than the engine does.
 * Two runs at a time each build their own and the first to finish stays.
 * @returns the path of its Python
 */
export async function pythonVenv(name: string, requirements: string, oldestMinor?: number): Promise<string> {
  const content = await readFile(requirements, 'utf8');
  const home = join(venvs, `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`);
  if (!existsSync(home)) {
    const draft = `${home}.${process.pid}`;
    await mkdir(venvs, { recursive: true });
    await run(await findPython(oldestMinor), ['-m', 'venv', draft]);
    const install = ['install', '--quiet', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:'];
    await run(join(draft, 'bin/python'), ['-m', 'pip', ...install, '-r', requirements]);
    await rename(draft, home).catch(async (error: unknown) => {
      await rm(draft, { recursive: true });
      if (!existsSync(home)) throw error;
    });
  }
  return join(home, 'bin/python');
}
