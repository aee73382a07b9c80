import * as z from 'zod';
import { jsonReply, type WireReply, type WireRequest } from './server.ts';

/** One thing that the control API can do: where it lives, what it takes and what it gives. */
export interface Operation<I extends z.ZodType, O extends z.ZodType> {
  method: 'GET' | 'POST';
  path: string;
  /** A GET takes its input from the query, as strings; a POST from a JSON body. */
  input: I;
  output: O;
}

/** The control API refused. `status` is the HTTP status: 400 bad input, 404 nothing there, 408 waited in vain, 409 not now. */
export class ControlRefusal extends Error {
  readonly status: 400 | 404 | 408 | 409;
  readonly code: string;
  constructor(status: 400 | 404 | 408 | 409, code: string, message: string) {
    super(message);
    this.name = 'ControlRefusal';
    this.status = status;
    this.code = code;
  }
}

/** An operation with what it does. */
export interface ControlRoute {
  method: string;
  path: string;
  run(input: unknown, gone: AbortSignal): Promise<unknown>;
}

/** Calls an operation, wherever the simulator runs. Rejects with a `ControlRefusal` when it is refused. */
export type ControlCaller = <I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  input: z.input<I>,
) => Promise<z.output<O>>;

/** Names an operation; the types of input and output follow from the schemas. */
export function operation<I extends z.ZodType, O extends z.ZodType>(
  at: `${'GET' | 'POST'} /_control/${string}`,
  input: I,
  output: O,
): Operation<I, O> {
  const path = at.slice(at.indexOf('/'));
  return { method: at.startsWith('GET') ? 'GET' : 'POST', path, input, output };
}

/** Joins an operation with what it does. `gone` fires when the caller has left or the simulator closes. */
export function route<I extends z.ZodType, O extends z.ZodType>(
  { method, path, input, output }: Operation<I, O>,
  run: (input: z.output<I>, gone: AbortSignal) => z.input<O> | Promise<z.input<O>>,
): ControlRoute {
  return {
    method,
    path,
    run: async (raw, gone) => {
      return output.parse(await run(checkedInput(input, raw), gone));
    },
  };
}

/** Parses input, also what a merge of stored and given fields makes. @throws `ControlRefusal` 400 saying what is wrong */
export function checkedInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const checked = schema.safeParse(value);
  if (!checked.success) throw new ControlRefusal(400, 'invalid_input', z.prettifyError(checked.error));
  return checked.data;
}

/** Answers `/_control/…` with JSON: the output, or `{ error: { code, message } }`. */
export async function serveControl(routes: readonly ControlRoute[], request: WireRequest): Promise<WireReply> {
  const found = routes.find(({ method, path }) => method === request.method && path === request.url.pathname);
  try {
    if (found === undefined) throw new ControlRefusal(404, 'no_such_operation', operationList(routes));
    const input =
      request.method === 'GET' ? Object.fromEntries(request.url.searchParams) : parseJson(request.body.toString());
    return jsonReply(200, await found.run(input, request.gone));
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error;
    return jsonReply(error.status, { error: { code: error.code, message: error.message } });
  }
}

/** Calls over HTTP, for other processes. */
export function callOverHttp(baseUrl: string): ControlCaller {
  return async ({ method, path, output }, value) => {
    const url = new URL(path, baseUrl);
    if (method === 'GET') for (const [name, text] of queryOf(value)) url.searchParams.set(name, text);
    const response = await fetch(
      url,
      method === 'GET'
        ? { method }
        : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) },
    );
    const answer: unknown = await response.json();
    if (response.ok) return output.parse(answer);
    const { error } = refusalSchema.parse(answer);
    throw new ControlRefusal(refusalStatus.parse(response.status), error.code, error.message);
  };
}

/** Calls inside the simulator's own process, through the same checks. */
export function callInProcess(routes: readonly ControlRoute[]): ControlCaller {
  return async ({ method, path, output }, value) => {
    const found = routes.find((candidate) => candidate.method === method && candidate.path === path);
    if (found === undefined) throw new ControlRefusal(404, 'no_such_operation', operationList(routes));
    // Through JSON, as over the wire, so that a test sees the same in both.
    const answer = await found.run(JSON.parse(JSON.stringify(value)), new AbortController().signal);
    return output.parse(JSON.parse(JSON.stringify(answer)));
  };
}

const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const refusalStatus = z.union([z.literal(400), z.literal(404), z.literal(408), z.literal(409)]);

function queryOf(value: unknown): [string, string][] {
  const fields = z.record(z.string(), z.union([z.string(), z.number()]).optional()).parse(value ?? {});
  return Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, String(field)]]));
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ControlRefusal(400, 'invalid_json', 'The body is not JSON.');
  }
}

function operationList(routes: readonly ControlRoute[]): string {
  return `There is: ${routes.map(({ method, path }) => `${method} ${path}`).join(', ')}`;
}
