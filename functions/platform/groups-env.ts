import * as z from 'zod';
import { BaseEnv } from './env.ts';

/** Health. */
export const PlatformPublicEnv = BaseEnv;
/** Timeline inserts become events, and starts of executions. */
export const RelayEnv = BaseEnv.extend({
  EVENT_BUS: z.string(),
  LINK_MACHINE_ARN: z.string(),
  UNBIND_MACHINE_ARN: z.string(),
  REBATE_MACHINE_ARN: z.string(),
});
/** The minutely worker that hands due items to the queues of their owners. */
export const DueEnv = BaseEnv.extend({
  LINKS_WORK_QUEUE: z.url(),
  LINKS_PROVIDER_QUEUE: z.url(),
  DECISIONS_WORK_QUEUE: z.url(),
  VERIFICATION_QUEUE: z.url(),
  WEBHOOKS_QUEUE: z.url(),
  RECEIPTS_WORK_QUEUE: z.url(),
  NOTICES_QUEUE: z.url(),
  UNBINDS_WORK_QUEUE: z.url(),
  UNBINDS_PROVIDER_QUEUE: z.url(),
  REBATES_WORK_QUEUE: z.url(),
});
