import type * as z from 'zod';
import type { ProblemCode } from '../kernel/problems.ts';

/**
 * What a member of an organisation may be allowed to do. Rights combine freely.
 * `enter` drafts · `operator` initiates · `follow-up` chases · `verifier` verifies · `approver` is the second person ·
 * `finance` sees money and exports · `auditor` reads everything · `admin` manages members, accounts, policy ·
 * `service` is a machine client.
 */
export const rights = [
  'enter',
  'operator',
  'follow-up',
  'verifier',
  'approver',
  'finance',
  'auditor',
  'admin',
  'service',
] as const;
export type Right = (typeof rights)[number];

/** The deployed function groups that serve HTTP, by slice and privilege. Frozen names: running clients keep them. */
export type HttpGroup =
  | 'links-read'
  | 'links-write'
  | 'links-live'
  | 'unbinds-read'
  | 'unbinds-write'
  | 'rebates-read'
  | 'rebates-write'
  | 'parties-read'
  | 'parties-write'
  | 'customers-read'
  | 'customers-write'
  | 'timeline-read'
  | 'clocks-read'
  | 'verification-write'
  | 'notices-read'
  | 'notices-write'
  | 'notices-public'
  | 'decisions-public'
  | 'receipts-public'
  | 'reference-public'
  | 'webhooks-read'
  | 'webhooks-write'
  | 'platform-public';

/** How a body is sent. */
export type Media = 'json' | 'form' | 'csv';

/** What is declared for each kind of body. */
export const contentTypes: Readonly<Record<Media, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  csv: 'text/csv',
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One API operation, declared once. CDK routes, validation, the OpenAPI document, the rights matrix test and the typed
 * client all read this.
 */
export type Operation = {
  readonly route: `${Method} /${string}`;
  readonly group: HttpGroup;
  /** Any one of these rights is enough; `public` operations carry no token. */
  readonly access: readonly Right[] | 'public';
  readonly summary: string;
  readonly description: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Unknown fields are refused: every object in here is strict. */
  readonly body?: z.ZodType;
  /** `json` unless said; `form` is an HTML form post, answered with a page; the schema of `csv` is given the text. */
  readonly media?: Media;
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemCode[];
  /** Takes an Idempotency-Key: the same key and body is answered with the stored answer. */
  readonly idempotent?: true;
  /** Takes If-Match with the record's version. */
  readonly ifMatch?: true;
};

/**
 * A successful answer. `html` answers have no schema of their own; `csv` says that the same can be had as a table;
 * `file` names the media types of what is handed out as it lies there.
 */
export type Answer = { readonly description: string } & (
  | { readonly json: z.ZodType; readonly example: unknown; readonly csv?: true }
  | { readonly html: true }
  | { readonly file: readonly [string, ...string[]] }
);

/** What a file holds, with the media type that the contract names; packed bytes are unpacked for who can't do it. */
export type FileContent = { readonly type: string } & ({ readonly text: string } | { readonly gzip: Uint8Array });

/** Declares the operations of a slice, keeping each one's own types. */
export function operations<const T extends Readonly<Record<string, Operation>>>(declared: T): T {
  return declared;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Who calls, from the claims of the access token; no read is needed to know it. */
export type Caller = {
  readonly org: string;
  readonly member: string;
  readonly rights: ReadonlySet<Right>;
};

/** What a handler of an operation is given: everything checked and parsed. */
export type Call<O extends Operation> = {
  readonly params: Parsed<O['params']>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
  readonly requestId: string;
  readonly language: 'en' | 'zh-CN';
} & (O['access'] extends 'public' ? unknown : { readonly caller: Caller }) &
  (O extends { readonly idempotent: true } ? { readonly idempotency: IdempotencyKey } : unknown) &
  (O extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown);

/** The key of an idempotent call together with what it was used for. */
export type IdempotencyKey = { readonly caller: string; readonly key: string; readonly bodyHash: string };

/** What a handler answers: a status with the body that belongs to it. */
export type Reply<O extends Operation> = {
  [S in keyof O['answers'] & number]: O['answers'][S] extends { readonly json: infer T extends z.ZodType }
    ?
        | { readonly status: S; readonly json: z.input<T>; readonly headers?: Readonly<Record<string, string>> }
        | (O['answers'][S] extends { readonly csv: true }
            ? { readonly status: S; readonly csv: string; readonly headers?: Readonly<Record<string, string>> }
            : never)
    : O['answers'][S] extends { readonly file: readonly string[] }
      ? { readonly status: S; readonly file: FileContent; readonly headers?: Readonly<Record<string, string>> }
      : { readonly status: S; readonly html: string; readonly headers?: Readonly<Record<string, string>> };
}[keyof O['answers'] & number];

/** The problems that every operation can answer besides its own. */
export const commonProblems = [
  'invalid_input',
  'malformed_body',
  'body_too_large',
  'internal',
] as const satisfies readonly ProblemCode[];
export const signedInProblems = [
  'not_signed_in',
  'right_missing',
  'second_factor_missing',
] as const satisfies readonly ProblemCode[];
