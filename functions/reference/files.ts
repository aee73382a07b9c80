import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileContent } from '../platform/contract.ts';

/** The packed files that are deployed beside the function, each read at its first use. */
export type ReferenceFiles = {
  /** Name of the file that begins and ends like this, with the hash in between. */
  named(start: string, end: string): string;
  read(name: string): FileContent | undefined;
};

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
};

/** The files `<name>.gz` of a folder. Whatever else is asked for does not exist: no path is made of a request. */
export function referenceFiles(folder: string): ReferenceFiles {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.gz') ? [file.slice(0, -3)] : []));
  const contents = new Map<string, FileContent>();
  return {
    named: (start, end) => names.find((name) => name.startsWith(start) && name.endsWith(end)) ?? '',
    read: (name) => {
      const type = types[name.slice(name.lastIndexOf('.') + 1)];
      if (!names.includes(name) || type === undefined) return undefined;
      const content = contents.get(name) ?? { type, gzip: readFileSync(join(folder, `${name}.gz`)) };
      contents.set(name, content);
      return content;
    },
  };
}
