import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { claims } from '../../functions/platform/caller.ts';

type Parts = {
  readonly path?: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly base64?: boolean;
  /** The claims of the access token as API Gateway hands them over; null for a request without token. */
  readonly claims?: Record<string, string> | null;
};

/** The claims of a member with these rights, in the one text that API Gateway makes of a list. */
export function claimsOf(...rights: readonly string[]): Record<string, string> {
  return { [claims.org]: 'org_a', [claims.member]: 'mem_a', [claims.rights]: `[${rights.join(' ')}]` };
}

/** What API Gateway hands to a function group for one request. */
export function apiEvent(routeKey: string, parts: Parts = {}): APIGatewayProxyEventV2 {
  const [method = '', template = ''] = routeKey.split(' ');
  const path = parts.path ?? template;
  const jwt = { claims: parts.claims, scopes: null };
  const event = {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: String(new URLSearchParams(parts.query)),
    headers: { ...parts.headers },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.local',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'req-1',
      routeKey,
      stage: '$default',
      time: '01/Nov/2026:00:00:00 +0000',
      timeEpoch: 1793491200000,
      ...(parts.claims && { authorizer: { jwt } }),
    },
    ...(parts.params && { pathParameters: parts.params }),
    ...(parts.query && { queryStringParameters: parts.query }),
    ...(parts.body !== undefined && { body: parts.body }),
    isBase64Encoded: parts.base64 ?? false,
  };
  return event;
}

/** The context of an invocation, as far as the logger reads it. */
export function lambdaContext(): Context {
  const nothing = () => undefined;
  return {
    awsRequestId: 'aws-1',
    functionName: 'sample',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:sample',
    memoryLimitInMB: '256',
    logGroupName: 'sample',
    logStreamName: 'sample',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 30_000,
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
}
