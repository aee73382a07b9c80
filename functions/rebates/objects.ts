import type { PresignedObjects } from '../platform/presigned.ts';

/** Bytes in pieces, as streams of Node.js and of S3 are read. */
export type Bytes = AsyncIterable<Uint8Array>;

/** The bucket of snapshots, originals and plans. Keys are made by `objectKeys` alone. */
export interface RebateObjects extends PresignedObjects {
  /**
   * Puts an object unless there is one already: whoever names by content finds the same bytes there.
   * @returns whether it was written now
   */
  putNew(key: string, body: Uint8Array | Bytes): Promise<boolean>;
  /** @throws NoSuchObject where there is none */
  read(key: string): Promise<Bytes>;
}

export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
}
