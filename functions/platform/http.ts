import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import middy, { type MiddyfiedHandler } from '@middy/core';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, Context, APIGatewayProxyStructuredResultV2 as HttpAnswer } from 'aws-lambda';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type FieldError, type Problem, problemDocument, problems } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { callerOf } from './caller.ts';
import type { Call, FileContent, Media, Operation, Reply } from './contract.ts';
import { readSignInRules, type SignInRules } from './sign-in-rules.ts';

/** API Gateway's own limit is 10 MB; no operation of ours needs more than this. */
const MAX_BODY_BYTES = 256 * 1024;

/** A handler of one operation: everything is checked and parsed, and every refusal is a declared problem. */
export type HttpHandler<O extends Operation> = (call: Call<O>) => Promise<Result<Reply<O>, Problem>>;
export type HttpHandlers<T extends Readonly<Record<string, Operation>>> = {
  readonly [K in keyof T]: HttpHandler<T[K]>;
};

type AnyReply = {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly csv?: string;
  readonly file?: FileContent;
  readonly headers?: Readonly<Record<string, string>>;
};
type Route = { readonly operation: Operation; readonly run: (call: unknown) => Promise<Result<AnyReply, Problem>> };
type HttpLambda = MiddyfiedHandler<APIGatewayProxyEventV2, HttpAnswer, Error, Context>;

/** Serves operations as one Lambda: API Gateway hands over the `routeKey`, the table does the rest. */
export function httpGroup<T extends Readonly<Record<string, Operation>>>(
  operations: T,
  handlers: HttpHandlers<T>,
  logger = new Logger(),
  rules: SignInRules = readSignInRules(),
): HttpLambda {
  const routes = new Map<string, Route>();
  for (const name in operations) {
    const operation = operations[name];
    const handler = handlers[name];
    if (operation && handler) routes.set(operation.route, route(operation, handler));
  }
  return middy<APIGatewayProxyEventV2, HttpAnswer>()
    .use(requestLog(logger))
    .use(httpSecurityHeaders({ contentSecurityPolicy: false, permissionsPolicy }))
    .use({ onError: (request) => void (request.response = broken(request.event, request.error, logger)) })
    .handler((event) => serve(routes.get(event.routeKey), event, rules));
}

/**
 * Pages need our own stylesheet and may post only to us; answers of the API need nothing at all. Written out, because
 * the middleware adds `sandbox` to whatever it is given, which bars a browser from sending the customer's form.
 */
const always = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** What no page of ours needs. The middleware's own list names features that browsers no longer know, and warn of. */
const permissionsPolicy = { camera: '', geolocation: '', microphone: '', payment: '', usb: '' };

async function serve(found: Route | undefined, event: APIGatewayProxyEventV2, rules: SignInRules): Promise<HttpAnswer> {
  const { requestId } = event.requestContext;
  if (!found) return problemAnswer({ kind: 'no_such_operation' }, requestId);
  const call = readCall(found.operation, event, rules);
  const reply = call.ok ? await found.run(call.value) : call;
  if (!reply.ok) return problemAnswer(reply.error, requestId);
  const { file } = reply.value;
  return file ? fileAnswer(file, reply.value, event) : successAnswer(reply.value);
}

function route<O extends Operation>(operation: O, handler: HttpHandler<O>): Route {
  return {
    operation,
    run: async (call) => (isCallOf(operation, call) ? handler(call) : err({ kind: 'internal' as const })),
  };
}

/** The compiler can't follow a table of schemas; `readCall` has parsed every part with this very operation's schemas. */
function isCallOf<O extends Operation>(_operation: O, call: unknown): call is Call<O> {
  return typeof call === 'object' && call !== null;
}

/** Rights first, then shape: someone who may not do a thing learns nothing about its input. */
function readCall(operation: Operation, event: APIGatewayProxyEventV2, rules: SignInRules): Result<object, Problem> {
  const caller = operation.access === 'public' ? ok(undefined) : callerOf(event, operation.access, rules);
  if (!caller.ok) return caller;
  const body = readBody(operation, event);
  if (!body.ok) return body;
  const errors: FieldError[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, root: string) => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...parsed.error.issues.flatMap((issue) => fieldErrors(issue, root)));
    return undefined;
  };
  const read = {
    params: part(operation.params, event.pathParameters ?? {}, 'path'),
    query: part(operation.query, event.queryStringParameters ?? {}, 'query'),
    body: part(operation.body, body.value.sent, ''),
    ifMatch: operation.ifMatch ? part(IfMatch, event.headers['if-match'], 'header:If-Match') : undefined,
  };
  const key = event.headers['idempotency-key'];
  if (operation.idempotent && key === undefined) return err({ kind: 'idempotency_key_missing' });
  const checkedKey = operation.idempotent ? part(IdempotencyHeader, key, 'header:Idempotency-Key') : undefined;
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  const idempotency = { caller: caller.value?.member, key: checkedKey, bodyHash: body.value.hash };
  return ok({
    ...read,
    requestId: event.requestContext.requestId,
    language: languageOf(event.headers['accept-language']),
    ...(caller.value && { caller: caller.value }),
    ...(operation.idempotent && { idempotency }),
  });
}

const IdempotencyHeader = z
  .string()
  .regex(/^[\x21-\x7e]{8,128}$/, { error: '8 to 128 printable characters without spaces' });
const IfMatch = z
  .string({ error: 'the version that you read, as in If-Match: "3"' })
  .regex(/^("?)\d{1,9}\1$/, { error: 'the version that you read, as in If-Match: "3"' })
  .transform((text) => Number(text.replaceAll('"', '')));

/** The hash is of path and body: JSON that has none (half a character, a number too large) is refused as malformed. */
function readBody(
  operation: Operation,
  event: APIGatewayProxyEventV2,
): Result<{ readonly sent: unknown; readonly hash: string }, Problem> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (operation.body && bytes.length > MAX_BODY_BYTES)
    return err({ kind: 'body_too_large', params: { limit: MAX_BODY_BYTES } });
  try {
    const sent = bodyIn(operation, bytes.toString('utf8'));
    return ok({ sent, hash: operation.body || operation.idempotent ? hashOf([event.rawPath, sent]) : '' });
  } catch {
    return err({ kind: 'malformed_body' });
  }
}

function bodyIn({ body, media = 'json' }: Operation, text: string): unknown {
  return body && readAs[media](text);
}

const readAs: Readonly<Record<Media, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text),
  form: (text) => Object.fromEntries(new URLSearchParams(text)),
  csv: (text) => text,
};

/** An unknown field is reported at its own place; everything else where zod found it. */
export function fieldErrors(issue: z.core.$ZodIssue, root: string): readonly FieldError[] {
  const at = (path: readonly PropertyKey[]) => (root === '' ? pointer(path) : [root, ...path.map(String)].join('.'));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: at([...issue.path, key]),
      code: 'unknown_field',
      detail: 'no such field; leave it out or check its spelling',
    }));
  }
  const code = issue.code === 'custom' ? String(issue.params?.['code'] ?? 'not_valid') : issue.code;
  return [{ field: at(issue.path), code, detail: issue.message }];
}

/** RFC 6901; the whole body is the empty pointer. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** SHA-256 of the canonical JSON, so that key order and spacing make no other request. */
export function hashOf(value: unknown): string {
  return hash('sha256', canonicalize(value ?? null) ?? '', 'hex');
}

/** The browser's first language decides; Chinese of any script gets zh-CN, everyone else English. */
function languageOf(header: string | undefined): 'en' | 'zh-CN' {
  return /^\s*zh\b/i.test(header ?? '') ? 'zh-CN' : 'en';
}

function successAnswer({ status, json, html, csv, headers }: AnyReply): HttpAnswer {
  const [type, body] =
    html !== undefined
      ? ['text/html; charset=utf-8', html]
      : csv !== undefined
        ? ['text/csv; charset=utf-8', csv]
        : ['application/json', JSON.stringify(json)];
  return { statusCode: status, headers: { ...always, 'content-type': type, ...headers }, body };
}

function fileAnswer(
  file: FileContent,
  { status, headers }: Pick<AnyReply, 'status' | 'headers'>,
  { headers: asked }: APIGatewayProxyEventV2,
): HttpAnswer {
  const answer = { statusCode: status, headers: { ...always, 'content-type': file.type, ...headers } };
  if ('text' in file) return { ...answer, body: file.text };
  const unpacks = /\bgzip\b/i.test(asked['accept-encoding'] ?? '');
  const sent = Buffer.from(unpacks ? file.gzip : gunzipSync(file.gzip)).toString('base64');
  const packing = { vary: 'accept-encoding', ...(unpacks && { 'content-encoding': 'gzip' }) };
  return { ...answer, headers: { ...answer.headers, ...packing }, body: sent, isBase64Encoded: true };
}

function problemAnswer(problem: Problem, requestId: string): HttpAnswer {
  return {
    statusCode: problems[problem.kind].status,
    headers: { ...always, 'content-type': 'application/problem+json' },
    body: JSON.stringify(problemDocument(problem, requestId)),
  };
}

function broken(event: APIGatewayProxyEventV2, error: Error | null | undefined, logger: Logger): HttpAnswer {
  const { requestId } = event.requestContext;
  logger.error('request broke', { routeKey: event.routeKey, requestId, error: error ?? new Error('unknown') });
  return problemAnswer({ kind: 'internal' }, requestId);
}

/** One line a request: the route's template, never the path (it may hold a one-time token), never the body. */
function requestLog(logger: Logger): middy.MiddlewareObj<APIGatewayProxyEventV2, HttpAnswer> {
  return {
    before: ({ event, context }) => {
      logger.addContext(context);
      logger.resetKeys();
      logger.appendKeys({ routeKey: event.routeKey, requestId: event.requestContext.requestId });
    },
    after: ({ response }) => logger.info('answered', { status: response?.statusCode }),
  };
}
