import * as z from 'zod';
import { epochSeconds, Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type { LinkRequest } from './link-request.ts';

/**
 * When the provider lets the last invitation of a request lapse: a deadline of the provider's beside the request's own
 * wait, found among the clocks (B01). It holds only while the request awaits the application, and for that invitation.
 */
export const InvitationClock = z.object({ org: z.string(), request: idSchema('linkRequest'), lapsesAt: Instant });
export type InvitationClock = z.infer<typeof InvitationClock>;

export const invitationClockShape = storedShape({
  name: 'invitation clock',
  version: 1,
  schema: InvitationClock,
  upcasts: {},
});

/** The write that belongs to an invitation. A later one takes its place; a lapsed one is deleted by the store. */
export function invitationClock({ org, id }: Pick<LinkRequest, 'org' | 'id'>, lapsesAt: Instant): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: { pk: `ORG#${org}#${id}`, sk: 'INVITATION_CLOCK' },
    fields: {
      ...toStored(invitationClockShape, { org, request: id, lapsesAt }),
      waitingPk: `ORG#${org}#CLOCKS`,
      waitingSk: `${lapsesAt}#${id}#invitation_lapse`,
      ttl: epochSeconds(lapsesAt),
    },
    expect: [],
    refusal: 'exists',
  };
}
