import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { InvariantBroken } from '../../kernel/result.ts';
import { isAbsent, presignedS3 } from '../../platform/presigned-s3.ts';
import { NoSuchObject, type RebateObjects } from '../objects.ts';

/**
 * The bucket of rebates. Reads are streams. What is written is held in memory until it is sent, because a condition goes
 * with one request of known length only: a packed snapshot of a million records is some 50 MB. Needs `s3:PutObject` and
 * `s3:GetObject`; without the right to list, S3 answers 403 where there is no object.
 */
export function s3Objects(Bucket: string, client = new S3Client({})): RebateObjects {
  return {
    ...presignedS3(Bucket, client),
    async putNew(Key, body) {
      const Body = body instanceof Uint8Array ? body : await buffer(body);
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (isThere(error)) return false;
        throw error;
      }
    },
    async read(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (Body instanceof Readable) return Body;
      } catch (error) {
        if (isAbsent(error)) throw new NoSuchObject(Key, { cause: error });
        throw error;
      }
      throw new InvariantBroken(`${Key} came without a stream`);
    },
  };
}

/** Of two writers at once the later one is answered 409, which the SDK tries again, or 412. */
function isThere(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
}
