import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';

/** What the submitter attests, each once (R080). */
export const attestationNames = [
  'customer_agrees',
  'contracts_and_bills_handled',
  'assets_handled',
  'overdue_settled',
  'discounts_deactivated',
] as const;
export const AttestationName = z.enum(attestationNames);

/** A text that was shown and accepted: which one, and the hash of the very lines (R078). */
export const NoticeAccepted = z.object({
  name: z.literal('unbind_notice'),
  version: z.int().positive(),
  language: z.enum(['en', 'zh-CN']),
  sha256: z.string(),
});

/** In which capacity somebody submits (R079). */
export const Capacity = z.discriminatedUnion('as', [
  z.object({ as: z.literal('holder') }),
  z.object({
    as: z.literal('agent'),
    name: z.string(),
    /** What authorises them: a power of attorney, a position. */
    basis: z.string(),
    /** The day on which the holder was told of the notice and of every step. */
    informedOn: z.iso.date(),
    noticeVersion: z.int().positive(),
  }),
]);

/** What a submitter accepted and attested, with who and when. */
export const Declaration = z.object({
  by: z.string(),
  at: Instant,
  notice: NoticeAccepted,
  capacity: Capacity,
  attestations: z.array(z.object({ name: AttestationName, by: z.string(), at: Instant })),
});
export type Declaration = z.infer<typeof Declaration>;
