/**
 * The answer of everything that can be refused: a value, or a tagged error that lists how it can fail.
 * Exceptions are for broken invariants and for Step Functions tasks, whose error names are a contract.
 */
export type Result<T, E> = Ok<T> | Err<E>;
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };

export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function err<const E>(error: E): Err<E> {
  return { ok: false, error };
}

/** A broken invariant: our bug, never a caller's mistake. Answered as 500 and alarmed. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

/** What was thrown, as the error that a log line takes. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
