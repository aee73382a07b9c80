import { createHash, createHmac } from 'node:crypto';
import type { WireReply, WireRequest } from '../../server.ts';
import { fileReply } from '../../table-files.ts';
import type { CommissionFile } from '../state.ts';
import type { World } from '../world.ts';
import { isOver, mayDo } from './roles.ts';
import type { Session } from './stored.ts';

/** What a partner hands over with its question, as the parameters are called. */
export interface Given {
  OssAccessKeyId: string;
  OssAccessKeySecret: string;
  OssSecurityToken: string;
  OssBucketName: string;
  /** With a scheme, as the provider's samples have it. */
  OssEndpoint: string;
  OssRegion: string;
}

const longestExpiry = 604_800;
const earlyMs = 15 * 60_000;
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Puts an object by the keys that were handed over; only into a bucket of this simulator.
 * @returns whether the bucket took it
 */
export function putObject(world: World, given: Given, name: string, body: Buffer, serves: CommissionFile['serves']) {
  const { state } = world;
  const bucket = state.buckets.find((each) => each.name === given.OssBucketName);
  const session = state.sessions.find(({ token }) => token === given.OssSecurityToken);
  const takes =
    isLoopback(given.OssEndpoint) &&
    bucket?.region === given.OssRegion &&
    session?.accessKeyId === given.OssAccessKeyId &&
    session.accessKeySecret === given.OssAccessKeySecret &&
    !isOver(world, session) &&
    mayDo(session, 'oss:PutObject', { bucket: bucket.name, name });
  if (!takes) return false;
  state.objects = state.objects.filter((each) => each.bucket !== bucket.name || each.name !== name);
  state.objects.push({ bucket: bucket.name, name, body: body.toString('base64'), serves });
  return true;
}

/** Answers the GET of an object, `/bucket/name`, by an address that is signed with OSS4-HMAC-SHA256. */
export function serveObject(world: World, { method, url }: WireRequest): WireReply {
  const [bucket = '', ...path] = decodeURIComponent(url.pathname).slice(1).split('/');
  const name = path.join('/');
  if (method !== 'GET') return storageError(405, 'MethodNotAllowed');
  if (!world.state.buckets.some((each) => each.name === bucket)) return storageError(404, 'NoSuchBucket');
  const refused = refusalOf(world, url, { bucket, name });
  if (refused !== undefined) return refused;
  const object = world.state.objects.find((each) => each.bucket === bucket && each.name === name);
  if (object === undefined) return storageError(404, 'NoSuchKey');
  return fileReply(Buffer.from(object.body, 'base64'), workbookType, object.serves);
}

function refusalOf(world: World, { searchParams }: URL, object: { bucket: string; name: string }) {
  const of = (name: string) => searchParams.get(name) ?? '';
  if (of('x-oss-signature-version') !== 'OSS4-HMAC-SHA256') return storageError(403, 'AccessDenied');
  const [accessKeyId, ...scope] = of('x-oss-credential').split('/');
  const session = world.state.sessions.find((each) => each.accessKeyId === accessKeyId);
  if (session === undefined || isOver(world, session)) return storageError(403, 'InvalidAccessKeyId');
  if (session.token !== of('x-oss-security-token')) return storageError(403, 'InvalidSecurityToken');
  const bucket = world.state.buckets.find(({ name }) => name === object.bucket);
  const [date = '', region, ...rest] = scope;
  const isScope = of('x-oss-date').startsWith(date) && region === bucket?.region;
  if (!isScope || rest.join('/') !== 'oss/aliyun_v4_request') return storageError(403, 'SignatureDoesNotMatch');
  if (of('x-oss-signature') !== signatureOf(searchParams, object, session, scope)) {
    return storageError(403, 'SignatureDoesNotMatch');
  }
  const [since, seconds] = [timeOf(of('x-oss-date')), Number(of('x-oss-expires'))];
  const now = world.clock.wall().getTime();
  const holds = seconds > 0 && seconds <= longestExpiry && since - earlyMs <= now && now <= since + seconds * 1000;
  return holds && mayDo(session, 'oss:GetObject', object) ? undefined : storageError(403, 'AccessDenied');
}

function signatureOf(
  query: URLSearchParams,
  { bucket, name }: { bucket: string; name: string },
  { accessKeySecret }: Session,
  scope: readonly string[],
): string {
  const signed = [...query]
    .filter(([key]) => key !== 'x-oss-signature')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .join('&');
  const path = `/${bucket}/${name}`.split('/').map(encoded).join('/');
  const hash = createHash('sha256').update(['GET', path, signed, '', '', 'UNSIGNED-PAYLOAD'].join('\n')).digest('hex');
  const text = ['OSS4-HMAC-SHA256', query.get('x-oss-date'), scope.join('/'), hash].join('\n');
  let key: string | Buffer = `aliyun_v4${accessKeySecret}`;
  for (const part of [...scope, text]) key = createHmac('sha256', key).update(part).digest();
  return Buffer.from(key).toString('hex');
}

/** `20261122T023005Z` in milliseconds, or NaN. */
function timeOf(date: string): number {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(date) ?? [];
  if (day === undefined || time === undefined) return Number.NaN;
  const digits = [...day.matchAll(/^(.{4})(.{2})(.{2})$/g)][0]?.slice(1).join('-');
  return Date.parse(`${digits}T${time.match(/../g)?.join(':')}Z`);
}

/** RFC 3986: letters, digits and - _ . ~ stay. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function storageError(status: number, code: string): WireReply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>\n`,
  };
}

function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(host);
}
