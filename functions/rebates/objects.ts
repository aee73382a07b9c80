/** Bytes in pieces, as streams of Node.js and of S3 are read. */
export type Bytes = AsyncIterable<Uint8Array>;

/** What lies in the store under a key. `sha256` in hexadecimal digits; undefined where the store has not checked it. */
export type Found = { readonly bytes: number; readonly contentType: string; readonly sha256: string | undefined };

/** One request that the caller makes by itself, with exactly these headers, to where the file lies. */
export type Upload = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** The bucket of snapshots, originals and plans. Keys are made by `objectKeys` alone. */
export interface RebateObjects {
  /**
   * Puts an object unless there is one already: whoever names by content finds the same bytes there.
   * @returns whether it was written now
   */
  putNew(key: string, body: Uint8Array | Bytes): Promise<boolean>;
  /** @throws NoSuchObject where there is none */
  read(key: string): Promise<Bytes>;
  find(key: string): Promise<Found | undefined>;
  uploadOf(key: string, of: { contentType: string; bytes: number; sha256: string }): Promise<Upload>;
  /** An address from which the object can be had for a quarter of an hour. */
  downloadOf(key: string, of: { fileName: string; contentType: string }): Promise<string>;
}

export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
}
