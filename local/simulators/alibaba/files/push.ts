import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** A bucket as the caller names it, with the credentials to write there. */
export interface Bucket {
  OssAccessKeyId: string;
  OssAccessKeySecret: string;
  OssSecurityToken: string;
  OssBucketName: string;
  /** With a scheme, as the provider's samples have it. */
  OssEndpoint: string;
  OssRegion: string;
}

/**
 * Puts an object by the S3 protocol, which the provider's object storage speaks as well ("Accessing OSS with the AWS
 * SDK"); how the provider itself writes is not documented. Only to this machine: nothing leaves it.
 * @returns whether the bucket took it
 */
export async function putObject(bucket: Bucket, key: string, body: Buffer): Promise<boolean> {
  if (!isLoopback(bucket.OssEndpoint)) return false;
  const storage = new S3Client({
    endpoint: bucket.OssEndpoint,
    region: bucket.OssRegion,
    credentials: {
      accessKeyId: bucket.OssAccessKeyId,
      secretAccessKey: bucket.OssAccessKeySecret,
      sessionToken: bucket.OssSecurityToken,
    },
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  try {
    await storage.send(new PutObjectCommand({ Bucket: bucket.OssBucketName, Key: key, Body: body }));
    return true;
  } catch {
    return false;
  } finally {
    storage.destroy();
  }
}

function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(host);
}
