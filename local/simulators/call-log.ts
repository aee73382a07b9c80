import * as z from 'zod';

/** The log in a simulator's state keeps this many calls. */
const keptCalls = 2000;

/** A call as the log keeps it: no keys, no signatures, and of what opens something only the end. */
export const callSchema = z.strictObject({
  /** Counts from 1 since the last reset and never repeats. */
  n: z.int(),
  at: z.iso.datetime(),
  action: z.string(),
  /** The partner account; empty when the caller could not be told. */
  account: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** `ok` or the error code of the envelope, whether or not it reached the caller. */
  outcome: z.string(),
  /** The kind of fault that met the call. */
  fault: z.string().nullable(),
  requestId: z.string(),
});
export type Call = z.output<typeof callSchema>;

/** Puts a call at the end of the log and lets the oldest go. */
export function logCall(log: { calls: Call[]; callCount: number }, call: Omit<Call, 'n'>): void {
  log.callCount += 1;
  log.calls.push({ n: log.callCount, ...call });
  if (log.calls.length > keptCalls) log.calls.shift();
}
