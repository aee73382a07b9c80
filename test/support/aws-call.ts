import type { IncomingMessage } from 'node:http';

/** An SDK call as it went over the wire. */
export interface Call {
  service: string;
  operation: string;
  /** Parsed if it is JSON, text otherwise. */
  body: unknown;
}

/** REST services name no operation; these are the ones that the desk calls. Others are `METHOD /path`. */
const restOperations: readonly [service: string, method: string, path: RegExp, operation: string][] = [
  ['s3', 'PUT', /^\/[^/]+\/.+/, 'PutObject'],
  ['s3', 'GET', /^\/[^/]+\/.+/, 'GetObject'],
  ['s3', 'GET', /^\/[^/]+\/?$/, 'ListObjectsV2'],
  ['s3', 'HEAD', /^\/[^/]+\/.+/, 'HeadObject'],
  ['s3', 'DELETE', /^\/[^/]+\/.+/, 'DeleteObject'],
  ['ses', 'POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['lambda', 'POST', /^\/2015-03-31\/functions\/[^/]+\/invocations$/, 'Invoke'],
];

/** Reads from a request what the SDK calls: the service from its signature, the operation from target, form or path. */
export function callOf({ headers, method = '', url = '' }: IncomingMessage, body: Buffer): Call {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const credential = searchParams.get('X-Amz-Credential') ?? headers.authorization ?? '';
  const [, service = ''] = /\/([a-z0-9-]+)\/aws4_request/.exec(credential) ?? [];
  const content = body.toString('utf8');
  const target = headers['x-amz-target'];
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const operation =
    (typeof target === 'string' ? target.split('.').at(-1) : undefined) ??
    (form ? new URLSearchParams(content).get('Action') : undefined) ??
    restOperations.find(([of, by, path]) => of === service && by === method && path.test(pathname))?.[3] ??
    `${method} ${pathname}`;
  return { service, operation, body: parsed(content) };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
