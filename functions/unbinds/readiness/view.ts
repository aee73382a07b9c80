import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { PreconditionName } from '../preconditions/precondition.ts';
import { UnbindReadiness as Record, type UnbindReadiness } from './readiness.ts';

/** What was last read about whether a customer could be unbound, as callers see it. */
export const ReadinessView = z.strictObject({
  link: idSchema('link'),
  customerName: z.string(),
  blockers: z.array(PreconditionName).describe('what would stand in the way'),
  unknown: z.array(PreconditionName).describe('what a call should tell and did not'),
  customer: Record.shape.customer.describe('standing and available credit, or why nobody knows'),
  owner: Record.shape.owner,
  unpaid: Record.shape.unpaid.describe(
    'by settled period, in the site’s settlement zone; null: no bill was made of it',
  ),
  reading: z.strictObject({
    by: Record.shape.reading.shape.by,
    since: Instant,
    inHand: z.boolean().describe('the desk is still reading'),
    left: z.array(z.string()).describe('what of the reading in hand is still to come'),
  }),
  readAt: Instant.optional().describe('when a reading was last complete'),
  nextAt: Instant.describe('when the desk reads on'),
});

export function viewReadiness({ org: _org, version: _version, reading, ...shown }: UnbindReadiness) {
  const { by, since, left } = reading;
  return { ...shown, reading: { by, since, inHand: left.length > 0, left } };
}
