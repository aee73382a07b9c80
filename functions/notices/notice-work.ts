import * as z from 'zod';
import type { Work } from '../platform/work-group.ts';
import { type AskDeps, askCustomer } from './ask-customer.ts';

/** An event of the bus as the queue brings it. */
const BusEvent = z.object({
  'detail-type': z.string(),
  detail: z.object({
    org: z.string(),
    subject: z.string(),
    data: z.looseObject({
      /** Absent where the question is not asked yet: its first mail comes with it. */
      waitingOn: z.object({ kind: z.literal('customer'), round: z.int().positive() }).optional(),
      /** Which mail of the question; the first one is not counted. */
      mail: z.int().positive().optional(),
    }),
  }),
});

/** The queue of `notices`: mails the question of a request that waits for its customer. */
export const createNoticeWork =
  (deps: AskDeps): Work =>
  async (message) => {
    const { detail } = BusEvent.parse(message);
    const { waitingOn, mail } = detail.data;
    if (!waitingOn) return;
    const ref = { org: detail.org, subject: detail.subject, kind: waitingOn.kind, round: waitingOn.round };
    const done = await askCustomer(deps, ref, mail);
    deps.logger.info('asked the customer', { org: detail.org, request: detail.subject, done });
  };
