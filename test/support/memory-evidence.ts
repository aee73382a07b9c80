import { createHash } from 'node:crypto';
import type { Found } from '../../functions/platform/presigned.ts';
import { type Evidence, objectKey } from '../../functions/unbinds/evidence/evidence.ts';
import type { EvidenceStore } from '../../functions/unbinds/evidence/evidence-store.ts';

/** Where evidence lies, in memory: uploads are done by the test, as a caller would do them. */
export function memoryEvidence() {
  const objects = new Map<string, Found>();
  const store: EvidenceStore = {
    uploadOf: async (evidence) => ({
      url: `https://files.example/${objectKey(evidence)}`,
      headers: { 'content-type': evidence.contentType },
    }),
    find: async (evidence) => objects.get(objectKey(evidence)),
    downloadOf: async (evidence) => `https://files.example/${objectKey(evidence)}`,
  };
  return {
    ...store,
    /** Puts a file where an upload leads to. */
    put(at: Pick<Evidence, 'org' | 'unbind' | 'id'>, bytes: Uint8Array, contentType: string): void {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      objects.set(objectKey(at), { bytes: bytes.byteLength, contentType, sha256 });
    },
  };
}
