import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { contract } from './contract.ts';
import { ProblemDocument } from './kernel/problems.ts';
import { err, ok, type Result } from './kernel/result.ts';
import { type Answer, contentTypes, type Media, type Operation } from './platform/contract.ts';

type Contract = Readonly<Record<string, Operation>>;

type ClientOptions = {
  /** Where the API is, without the operation's path. */
  readonly baseUrl: string;
  /** An access token; public operations need none. */
  readonly token?: string;
  readonly fetch?: typeof globalThis.fetch;
};

type Part<K extends string, S> = S extends z.ZodType
  ? Record<never, never> extends z.input<S>
    ? { readonly [P in K]?: z.input<S> }
    : { readonly [P in K]: z.input<S> }
  : unknown;

/** What an operation is called with. An Idempotency-Key is made up when none is given. */
export type Input<O extends Operation> = Part<'params', O['params']> &
  Part<'query', O['query']> &
  Part<'body', O['body']> &
  (O extends { readonly idempotent: true } ? { readonly idempotencyKey?: string } : unknown) &
  (O extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown) & { readonly language?: string };

/** What an operation answers, parsed by its own schema. */
export type Received<O extends Operation> = {
  [S in keyof O['answers'] & number]: O['answers'][S] extends { readonly json: infer T extends z.ZodType }
    ?
        | { readonly status: S; readonly json: z.output<T> }
        | (O['answers'][S] extends { readonly csv: true } ? { readonly status: S; readonly csv: string } : never)
    : O['answers'][S] extends { readonly file: readonly string[] }
      ? { readonly status: S; readonly file: string }
      : { readonly status: S; readonly html: string };
}[keyof O['answers'] & number];

/**
 * No answer of the API: it was not reached (so a write may or may not have happened), the gateway answered for it, or
 * it broke its own contract.
 */
export type TransportFailure = {
  readonly transport: 'unreachable' | 'gateway' | 'off_contract';
  readonly status?: number;
  readonly detail: string;
};

type Answered<O extends Operation> = Promise<Result<Received<O>, ProblemDocument | TransportFailure>>;
export type Client<T extends Contract> = {
  readonly [K in keyof T]: Record<never, never> extends Input<T[K]>
    ? (input?: Input<T[K]>) => Answered<T[K]>
    : (input: Input<T[K]>) => Answered<T[K]>;
};

/** A typed client of the API, one method an operation. It never throws and never repeats a call by itself. */
export function createClient(options: ClientOptions): Client<typeof contract> {
  return clientOf(contract, options);
}

/** The same for any contract. */
export function clientOf<T extends Contract>(operations: T, options: ClientOptions): Client<T>;
export function clientOf(operations: Contract, options: ClientOptions): object {
  const methods = Object.entries(operations).map(([name, operation]) => [
    name,
    (input: AnyInput = {}) => call(operation, input, options),
  ]);
  return Object.fromEntries(methods);
}

type AnyInput = {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  readonly language?: string;
};
type AnyReceived = {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly csv?: string;
  readonly file?: string;
};

async function call(
  operation: Operation,
  input: AnyInput,
  { baseUrl, token, fetch = globalThis.fetch }: ClientOptions,
): Promise<Result<AnyReceived, ProblemDocument | TransportFailure>> {
  const [method = '', path = ''] = operation.route.split(' ');
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(input.language !== undefined && { 'accept-language': input.language }),
    ...(operation.idempotent && { 'idempotency-key': input.idempotencyKey ?? randomUUID() }),
    ...(input.ifMatch !== undefined && { 'if-match': `"${input.ifMatch}"` }),
    ...(operation.body && { 'content-type': contentTypes[operation.media ?? 'json'] }),
  };
  const body = operation.body && { body: bodyText(operation, input.body) };
  const url = `${baseUrl.replace(/\/$/, '')}${filled(path, input.params)}${search(input.query)}`;
  try {
    const response = await fetch(url, { method, headers, ...body });
    const isCsv = response.headers.get('content-type')?.startsWith('text/csv') === true;
    return received(operation, response.status, await response.text(), isCsv);
  } catch (cause) {
    return err({ transport: 'unreachable' as const, detail: reasonOf(cause) });
  }
}

/** `fetch` only says that it failed; the reason is in its cause. */
function reasonOf(thrown: unknown): string {
  const because = thrown instanceof Error ? thrown.cause : undefined;
  return because instanceof Error ? `${String(thrown)}: ${because.message}` : String(thrown);
}

function bodyText({ media = 'json' }: Operation, body: unknown): string {
  return written[media](body);
}

const written: Readonly<Record<Media, (body: unknown) => string>> = {
  json: (body) => JSON.stringify(body ?? {}),
  form: (body) => String(fields(Object(body))),
  csv: String,
};

function filled(path: string, params: object = {}): string {
  const values = new Map(Object.entries(params));
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(values.get(name))));
}

function search(query: object = {}): string {
  const text = String(fields(query));
  return text === '' ? '' : `?${text}`;
}

/** Lists go as one value with commas, which is how API Gateway hands over repeated ones. */
function fields(values: object): URLSearchParams {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(Object.fromEntries(present.map(([name, value]) => [name, String(value)])));
}

function received(operation: Operation, status: number, text: string, isCsv: boolean) {
  const answer = operation.answers[status];
  if (answer && 'csv' in answer && isCsv) return ok({ status, csv: text });
  if (answer) return answerIn(answer, status, text);
  const problem = ProblemDocument.safeParse(jsonIn(text));
  return err(problem.success ? problem.data : { transport: 'gateway' as const, status, detail: text });
}

function answerIn(answer: Answer, status: number, text: string): Result<AnyReceived, TransportFailure> {
  if ('html' in answer) return ok({ status, html: text });
  if ('file' in answer) return ok({ status, file: text });
  const parsed = answer.json.safeParse(jsonIn(text));
  if (parsed.success) return ok({ status, json: parsed.data });
  return err({ transport: 'off_contract' as const, status, detail: parsed.error.message });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
