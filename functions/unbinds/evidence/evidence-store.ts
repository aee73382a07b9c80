import type { Found, Upload } from '../../platform/presigned.ts';
import type { Evidence } from './evidence.ts';

/** Where files lie. Their bytes never pass through the desk. */
export type EvidenceStore = {
  uploadOf(evidence: Evidence): Promise<Upload>;
  find(evidence: Evidence): Promise<Found | undefined>;
  downloadOf(evidence: Evidence): Promise<string>;
};
