import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { objectKey } from '../evidence.ts';
import { type EvidenceStore, PRESIGNED_SECONDS } from '../evidence-store.ts';

/**
 * Evidence in a bucket. An upload is signed with type, length and SHA-256 of the file, so that S3 refuses any other; the
 * URL leads to wherever the SDK reaches S3. Needs `s3:PutObject` for uploads and `s3:GetObject` for the rest.
 */
export function s3Evidence(Bucket: string, client = new S3Client({})): EvidenceStore {
  return {
    async uploadOf(evidence) {
      const checksum = Buffer.from(evidence.sha256, 'hex').toString('base64');
      const headers = {
        'content-type': evidence.contentType,
        'content-length': String(evidence.bytes),
        'x-amz-checksum-sha256': checksum,
      };
      const put = new PutObjectCommand({
        Bucket,
        Key: objectKey(evidence),
        ContentType: evidence.contentType,
        ContentLength: evidence.bytes,
        ChecksumSHA256: checksum,
      });
      const url = await getSignedUrl(client, put, {
        expiresIn: PRESIGNED_SECONDS,
        signableHeaders: new Set(Object.keys(headers)),
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
      return { url, headers };
    },
    async find(evidence) {
      try {
        const head = await client.send(
          new HeadObjectCommand({ Bucket, Key: objectKey(evidence), ChecksumMode: 'ENABLED' }),
        );
        const sum = head.ChecksumSHA256;
        return {
          bytes: head.ContentLength ?? 0,
          contentType: head.ContentType ?? '',
          sha256: sum === undefined ? undefined : Buffer.from(sum, 'base64').toString('hex'),
        };
      } catch (error) {
        // without the right to list, S3 answers 403 where there is no object
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 404 || status === 403) return undefined;
        throw error;
      }
    },
    async downloadOf(evidence) {
      const get = new GetObjectCommand({
        Bucket,
        Key: objectKey(evidence),
        ResponseContentDisposition: `attachment; filename="${evidence.id}"`,
        ResponseContentType: evidence.contentType,
      });
      return getSignedUrl(client, get, { expiresIn: PRESIGNED_SECONDS });
    },
  };
}
