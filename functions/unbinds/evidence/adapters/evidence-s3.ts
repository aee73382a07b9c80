import { S3Client } from '@aws-sdk/client-s3';
import { presignedS3 } from '../../../platform/presigned-s3.ts';
import { objectKey } from '../evidence.ts';
import type { EvidenceStore } from '../evidence-store.ts';

/** Evidence in a bucket. Needs `s3:PutObject` for uploads and `s3:GetObject` for the rest. */
export function s3Evidence(bucket: string, client = new S3Client({})): EvidenceStore {
  const objects = presignedS3(bucket, client);
  return {
    uploadOf: (evidence) => objects.uploadOf(objectKey(evidence), evidence),
    find: (evidence) => objects.find(objectKey(evidence)),
    downloadOf: (evidence) =>
      objects.downloadOf(objectKey(evidence), { fileName: evidence.id, contentType: evidence.contentType }),
  };
}
