import type { Evidence } from './evidence.ts';

/** How long an upload or a download may begin after it was asked for, in seconds. */
export const PRESIGNED_SECONDS = 15 * 60;

/** One request that the caller makes by itself, with exactly these headers, to where the file lies. */
export type Upload = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What lies in the store under a file's name. */
export type Found = {
  readonly bytes: number;
  readonly contentType: string;
  /** In hexadecimal digits; undefined where the store has not checked it. */
  readonly sha256: string | undefined;
};

/** Where files lie. Their bytes never pass through the desk. */
export type EvidenceStore = {
  uploadOf(evidence: Evidence): Promise<Upload>;
  find(evidence: Evidence): Promise<Found | undefined>;
  downloadOf(evidence: Evidence): Promise<string>;
};
