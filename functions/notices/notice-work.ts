import * as z from 'zod';
import type { Work } from '../platform/work-group.ts';
import { type AskDeps, askCustomer } from './ask-customer.ts';
import { billingDelayed } from './routes.ts';
import { BillingDelayed, tellOfDelay } from './tell-of-delay.ts';

/** An event of the bus as the queue brings it. */
const BusEvent = z.object({ 'detail-type': z.string(), detail: z.unknown() });

/** A request whose customer is asked, or asked again. */
const Asked = z.object({
  org: z.string(),
  subject: z.string(),
  data: z.looseObject({
    /** Absent where the question is not asked yet: its first mail comes with it. */
    waitingOn: z.object({ kind: z.literal('customer'), round: z.int().positive() }).optional(),
    /** Which mail of the question; the first one is not counted. */
    mail: z.int().positive().optional(),
  }),
});

/** The queue of `notices`: what people outside are mailed. */
export const createNoticeWork =
  (deps: AskDeps): Work =>
  async (message) => {
    const event = BusEvent.parse(message);
    if (event['detail-type'] === billingDelayed) {
      const delayed = BillingDelayed.parse(event.detail);
      const done = await tellOfDelay(deps, delayed);
      deps.logger.info('told the customer of a delay', { org: delayed.org, link: delayed.subject, done });
      return;
    }
    const { org, subject, data } = Asked.parse(event.detail);
    const { waitingOn, mail } = data;
    if (!waitingOn) return;
    const done = await askCustomer(deps, { org, subject, kind: waitingOn.kind, round: waitingOn.round }, mail);
    deps.logger.info('asked the customer', { org, request: subject, done });
  };
