/** How long an upload or a download may begin after it was asked for, in seconds. */
export const PRESIGNED_SECONDS = 15 * 60;

/** One request that the caller makes by itself, with exactly these headers, to where the file lies. */
export type Upload = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What is said of a file before it is uploaded. */
export type Announced = {
  readonly contentType: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
};

/** What lies in the store under a key. */
export type Found = {
  readonly bytes: number;
  readonly contentType: string;
  /** In hexadecimal digits; undefined where the store has not checked it. */
  readonly sha256: string | undefined;
};

/** Files that people bring and fetch by themselves: their bytes never pass through a function that answers people. */
export type PresignedObjects = {
  /** Where a file is put that is exactly as announced. */
  uploadOf(key: string, announced: Announced): Promise<Upload>;
  find(key: string): Promise<Found | undefined>;
  /** An address from which the object can be had for a quarter of an hour. */
  downloadOf(key: string, as: { readonly fileName: string; readonly contentType: string }): Promise<string>;
};

/** Why a file that was announced does not count. */
export const fileFaults = ['not_uploaded', 'another_size', 'another_type', 'another_checksum'] as const;
export type FileFault = (typeof fileFaults)[number];

/** Compares what lies in the store with what was announced. */
export function faultOf(announced: Announced, found: Found | undefined): FileFault | undefined {
  if (!found) return 'not_uploaded';
  if (found.bytes !== announced.bytes) return 'another_size';
  if (found.contentType !== announced.contentType) return 'another_type';
  return found.sha256 === announced.sha256 ? undefined : 'another_checksum';
}
