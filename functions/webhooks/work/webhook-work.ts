import * as z from 'zod';
import { DueItem } from '../../platform/due.ts';
import type { DeskEvent } from '../../platform/relay.ts';
import type { Work } from '../../platform/work-group.ts';
import { isCurrent, readDelivery, refIn } from '../delivery.ts';
import type { DeliverDeps } from '../ports.ts';
import { takeEvent } from './take-event.ts';
import { tryDelivery } from './try-delivery.ts';

/** An event of the bus as the queue brings it: whoever put it there is this desk, so only its outline is looked at. */
const FromBus = z.object({
  detail: z.custom<DeskEvent>(
    (event) =>
      z.looseObject({ id: z.string(), type: z.string(), org: z.string(), subject: z.string() }).safeParse(event)
        .success,
    { error: 'no event of the desk' },
  ),
});

/** The queue of `webhooks`: events to send, and deliveries to try again. */
export const createWebhookWork =
  (deps: DeliverDeps): Work =>
  async (message) => {
    const fromBus = FromBus.safeParse(message);
    if (fromBus.success) return takeEvent(deps, fromBus.data.detail);
    const work = DueItem.parse(message);
    const delivery = await readDelivery(deps.tables, refIn(work));
    if (isCurrent(delivery, work.id)) await tryDelivery(deps, delivery);
  };
