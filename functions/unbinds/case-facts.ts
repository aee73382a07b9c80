import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { groupOf } from './status.ts';
import { Unbind as Record, type Unbind } from './unbind.ts';

/** What every change of an unbind's status tells a ticket system. No persons, no account identifier. */
export const UnbindCaseFacts = z.object({
  unbind: idSchema('unbind'),
  link: idSchema('link'),
  group: z.enum(['pending', 'live', 'ended', 'failed']),
  customer: Record.shape.customer.pick({ name: true, reference: true }),
  startedAt: Instant,
  /** When the present wait ends; absent while nobody is waited for. */
  expectedBy: Instant.optional(),
  /** The provider's own number, once there is one. */
  reference: z.string().optional(),
});
export type UnbindCaseFacts = z.infer<typeof UnbindCaseFacts>;

export function unbindCaseFacts(record: Unbind): UnbindCaseFacts {
  const { id, link, status, customer, createdAt, waitingOn, reference } = record;
  return {
    unbind: id,
    link,
    group: groupOf(status),
    customer: { name: customer.name, ...(customer.reference && { reference: customer.reference }) },
    startedAt: createdAt,
    ...(waitingOn && { expectedBy: waitingOn.until }),
    ...(reference && { reference }),
  };
}
