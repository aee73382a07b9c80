import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

const Outbound = {
  /** The key that signing secrets are sealed by. */
  SEALED_BY: z.string(),
  /** Where webhooks may lead; beyond the public internet on stage `local` only. */
  WEBHOOK_REACH: z.enum(['public', 'public_or_loopback']),
};

export const WebhooksReadEnv = BaseEnv;
export const WebhooksWriteEnv = BaseEnv.extend(Outbound);
/** Sends events to receivers. */
export const WebhooksEnv = BaseEnv.extend(Outbound);
