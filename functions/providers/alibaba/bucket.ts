import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../kernel/clock.ts';
import type { RebateBucket } from '../../parties/credentials.ts';
import type { RoleKeys } from './schema.ts';

/** The shortest time that keys of a role are good for; what they sign is good for no longer. */
export const SESSION_SECONDS = 900;

/** Where the bucket's object storage is; a simulator has it beside everything else. */
export function storageAt({ region }: Pick<RebateBucket, 'region'>, endpoint: string | undefined): string {
  return endpoint ? new URL(endpoint).origin : `https://oss-${region}.aliyuncs.com`;
}

/** What keys of the role are narrowed down to: one thing, with the objects of one prefix. */
export function policyFor({ name, prefix }: RebateBucket, action: 'oss:PutObject' | 'oss:GetObject'): string {
  const Resource = [`acs:oss:*:*:${name}/${prefix}*`];
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: [action], Resource }] });
}

/**
 * An address from which an object can be fetched, signed by OSS4-HMAC-SHA256 for as long as the keys may live. A secret.
 * The path names the bucket only where the storage has no name of its own for it (a simulator); it is signed in either case.
 */
export function addressOfObject(
  bucket: RebateBucket,
  object: string,
  keys: RoleKeys,
  { at, endpoint }: { readonly at: Instant; readonly endpoint: string | undefined },
): string {
  const date = `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = [date.slice(0, 8), bucket.region, 'oss', 'aliyun_v4_request'];
  const query = [
    ['x-oss-credential', [keys.AccessKeyId, ...scope].join('/')],
    ['x-oss-date', date],
    ['x-oss-expires', String(SESSION_SECONDS)],
    ['x-oss-security-token', keys.SecurityToken],
    ['x-oss-signature-version', 'OSS4-HMAC-SHA256'],
  ]
    .map(([name = '', value = '']) => `${name}=${encoded(value)}`)
    .join('&');
  const path = object.split('/').map(encoded).join('/');
  const request = ['GET', `/${bucket.name}/${path}`, query, '', '', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['OSS4-HMAC-SHA256', date, scope.join('/'), createHash('sha256').update(request).digest('hex')].join(
    '\n',
  );
  const key = scope.reduce((by: string | Buffer, part) => hmac(by, part), `aliyun_v4${keys.AccessKeySecret}`);
  const { protocol, host } = new URL(storageAt(bucket, endpoint));
  const place = endpoint ? `${host}/${bucket.name}` : `${bucket.name}.${host}`;
  return `${protocol}//${place}/${path}?${query}&x-oss-signature=${hmac(key, text).toString('hex')}`;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** RFC 3986: letters, digits and - _ . ~ stay. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
