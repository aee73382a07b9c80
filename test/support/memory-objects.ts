import { createHash } from 'node:crypto';
import { type Bytes, NoSuchObject, type RebateObjects } from '../../functions/rebates/objects.ts';

type MemoryObjects = RebateObjects & {
  readonly held: Map<string, Buffer>;
  /** Puts a file where an upload leads to, as its caller does. */
  bring(key: string, bytes: Uint8Array, contentType: string): void;
};

/** The bucket of rebates in memory, with what lies in it. */
export function memoryObjects(): MemoryObjects {
  const held = new Map<string, Buffer>();
  const contentTypes = new Map<string, string>();
  return {
    held,
    bring(key, bytes, contentType) {
      held.set(key, Buffer.from(bytes));
      contentTypes.set(key, contentType);
    },
    async putNew(key, body) {
      const bytes = await gathered(body);
      if (held.has(key)) return false;
      held.set(key, bytes);
      return true;
    },
    async read(key) {
      const found = held.get(key);
      if (!found) throw new NoSuchObject(key);
      return inPieces(found);
    },
    async find(key) {
      const found = held.get(key);
      return (
        found && {
          bytes: found.length,
          contentType: contentTypes.get(key) ?? 'application/octet-stream',
          sha256: createHash('sha256').update(found).digest('hex'),
        }
      );
    },
    uploadOf: async (key) => ({ url: `https://objects.test/${key}`, headers: {} }),
    downloadOf: async (key) => `https://objects.test/${key}`,
  };
}

async function gathered(body: Uint8Array | Bytes): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** In pieces that end anywhere, as a network hands them over. */
async function* inPieces(bytes: Buffer): Bytes {
  for (let at = 0; at < bytes.length; at += 1009) yield bytes.subarray(at, at + 1009);
}
