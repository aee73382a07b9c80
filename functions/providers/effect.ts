import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { storedShape } from '../kernel/stored.ts';
import type { Key } from '../kernel/write.ts';

const Raw = z.object({
  code: z.string().nullable(),
  message: z.string(),
  requestId: z.string().exactOptional(),
  httpStatus: z.int().exactOptional(),
});

/** Why a provider, or our key, said no: our stable code beside the kind; `remedy` is a text key. */
export const Refusal = z.object({
  kind: z.enum(['refused', 'credentials', 'not_allowlisted', 'customer_must_act', 'not_ours', 'out_of_step']),
  stage: z.enum(['validation', 'submission', 'approval', 'propagation', 'verification']),
  code: z.string(),
  remedy: z.string().exactOptional(),
});
export type Refusal = z.infer<typeof Refusal>;

const announced = {
  method: z.string(),
  /** Counts every try of this method for this record, from 1. */
  number: z.int().positive(),
  /** Which asking it answers. Tries that certainly had no effect leave the round open for the next number. */
  round: z.int().positive(),
  /** The execution that announced it. */
  execution: z.string(),
  announcedAt: Instant,
  /** Until then only the worker that announced it may say what became of it. */
  leaseUntil: Instant,
};
const closed = { ...announced, closedAt: Instant };

/**
 * One try to change something outside, written before the call and closed after it.
 * - `confirmed`: it happened, with what was answered (safe fields only) and the provider's request ids
 * - `not_sent`: no connection was made · `postponed`: turned away by rate; both certainly had no effect
 * - `refused`: a final no
 * - `unknown`: the call may have left, or the worker died before it could tell
 */
export const EffectTry = z.discriminatedUnion('status', [
  z.object({ ...announced, status: z.literal('intended') }),
  z.object({
    ...closed,
    status: z.literal('confirmed'),
    answer: z.record(z.string(), z.unknown()),
    receipts: z.array(z.object({ action: z.string(), requestId: z.string().nullable() })),
  }),
  z.object({ ...closed, status: z.literal('not_sent'), raw: Raw, notBefore: Instant }),
  z.object({ ...closed, status: z.literal('postponed'), raw: Raw, notBefore: Instant }),
  z.object({ ...closed, status: z.literal('refused'), raw: Raw, refusal: Refusal }),
  z.object({ ...closed, status: z.literal('unknown'), raw: Raw.nullable() }),
]);
export type EffectTry = z.infer<typeof EffectTry>;

export const effectTryShape = storedShape({ name: 'effect', version: 1, schema: EffectTry, upcasts: {} });

/** Beside the record that the effect is for; numbers sort as text. */
export function effectKey(org: string, subject: string, method: string, number: number): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `${effectPrefix(method)}${String(number).padStart(4, '0')}` };
}

export function effectPrefix(method: string): string {
  return `EFFECT#${method}#`;
}
