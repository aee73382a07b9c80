import * as z from 'zod';
import type { Work } from '../platform/work-group.ts';
import { type AskDeps, askCustomer } from './ask-customer.ts';

/** An event of the bus as the queue brings it. */
const BusEvent = z.object({
  'detail-type': z.string(),
  detail: z.object({
    org: z.string(),
    subject: z.string(),
    data: z.looseObject({ waitingOn: z.object({ kind: z.literal('customer'), round: z.int().positive() }) }),
  }),
});

/** The queue of `notices`: mails the question of a request that waits for its customer. */
export const createNoticeWork =
  (deps: AskDeps): Work =>
  async (message) => {
    const { detail } = BusEvent.parse(message);
    const { kind, round } = detail.data.waitingOn;
    const done = await askCustomer(deps, { org: detail.org, subject: detail.subject, kind, round });
    deps.logger.info('asked the customer', { org: detail.org, request: detail.subject, done });
  };
