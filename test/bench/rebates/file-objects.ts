import { createReadStream, createWriteStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RebateObjects } from '../../../functions/rebates/objects.ts';

/** Where an object lies in a folder that stands for the bucket. */
export const fileOf = (folder: string, key: string): string => join(folder, key.replaceAll('/', '_'));

/** The bucket of rebates as files of a folder, so that what lies there is in no process's memory. */
export function fileObjects(folder: string): RebateObjects {
  return {
    async putNew(key, body) {
      const file = fileOf(folder, key);
      if (existsSync(file)) return false;
      if (body instanceof Uint8Array) writeFileSync(file, body);
      else await pipeline(body, createWriteStream(file));
      return true;
    },
    read: async (key) => createReadStream(fileOf(folder, key)),
    find: async () => undefined,
    uploadOf: async () => ({ url: '', headers: {} }),
    downloadOf: async () => '',
  };
}
