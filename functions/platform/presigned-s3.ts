import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { PRESIGNED_SECONDS, type PresignedObjects } from './presigned.ts';

/**
 * Files in a bucket. An upload is signed with type, length and SHA-256 of the file, so that S3 refuses any other; the URL
 * leads to wherever the SDK reaches S3. Needs `s3:PutObject` for uploads and `s3:GetObject` for the rest.
 */
export function presignedS3(Bucket: string, client: S3Client): PresignedObjects {
  return {
    async uploadOf(Key, { contentType, bytes, sha256 }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      const headers = {
        'content-type': contentType,
        'content-length': String(bytes),
        'x-amz-checksum-sha256': checksum,
      };
      const put = new PutObjectCommand({
        Bucket,
        Key,
        ContentType: contentType,
        ContentLength: bytes,
        ChecksumSHA256: checksum,
      });
      const url = await getSignedUrl(client, put, {
        expiresIn: PRESIGNED_SECONDS,
        signableHeaders: new Set(Object.keys(headers)),
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
      return { url, headers };
    },
    async find(Key) {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
        const sum = head.ChecksumSHA256;
        return {
          bytes: head.ContentLength ?? 0,
          contentType: head.ContentType ?? '',
          sha256: sum === undefined ? undefined : Buffer.from(sum, 'base64').toString('hex'),
        };
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    async downloadOf(Key, { fileName, contentType }) {
      const get = new GetObjectCommand({
        Bucket,
        Key,
        ResponseContentDisposition: attachment(fileName),
        ResponseContentType: contentType,
      });
      return getSignedUrl(client, get, { expiresIn: PRESIGNED_SECONDS });
    },
  };
}

/** Without the right to list, S3 answers 403 where there is no object. */
export function isAbsent(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === 404 || status === 403;
}

/** Names that people gave their files are of any script (RFC 6266). */
function attachment(fileName: string): string {
  return /^[\w.-]+$/.test(fileName)
    ? `attachment; filename="${fileName}"`
    : `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`;
}
