import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';

/**
 * Reads the state that an earlier run left, or `undefined` when there is none.
 * @throws when the file is not JSON or not of this schema: a simulator must not start over silently.
 */
export function readStateFile<S extends z.ZodType>(path: string, schema: S): z.output<S> | undefined {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Writes beside the file and renames, so that a crash leaves the old state or the new one, never half of each. */
export function writeStateFile(path: string, state: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, path);
}
