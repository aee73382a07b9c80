import type { Item } from '../../functions/kernel/write.ts';
import { entryHash } from '../../functions/timeline/index.ts';

/** Timeline entries with other content in the first of them, and hashes that make a chain of it: a forger's work. */
export function rechained(entries: readonly Item[], more: object = {}): Item[] {
  let previous = entries[0]?.['previous'];
  return entries.map((item, index) => {
    const anew: Item = { ...item, ...(index === 0 && more), previous };
    const { pk, sk, schemaVersion, hash: _hash, ...body } = anew;
    const hash = entryHash(body);
    previous = hash;
    return { ...body, hash, schemaVersion, pk, sk };
  });
}
