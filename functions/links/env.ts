import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';
import { providerVars } from '../providers/env.ts';

export const LinksReadEnv = BaseEnv;
export const LinksWriteEnv = BaseEnv.extend({
  /** Name of the secret that addresses of customers without an identifier are hashed by. */
  MAIL_LOCK_SECRET: z.string(),
});
export const LinksLiveEnv = BaseEnv;
/** Tasks of the link machine that touch nothing but our own tables; they also hold and answer task tokens. */
export const LinksTasksEnv = BaseEnv;
/** Tasks that call a cloud. */
export const LinksProviderEnv = BaseEnv.extend({
  ...providerVars,
  /** How long an announced effect is left to the worker that announced it: the function's timeout and 30 s more. */
  EFFECT_LEASE_SECONDS: z.coerce.number().int().positive(),
});
/** Watches executions and raises the attempt of those that died. */
export const LinksWorkEnv = BaseEnv.extend({
  LINK_MACHINE_ARN: z.string(),
  /** Seconds after the first, second and third death until the next attempt starts. */
  RESTART_AFTER_SECONDS: z
    .string()
    .regex(/^\d{1,5},\d{1,5},\d{1,5}$/)
    .transform((text): [number, number, number] => {
      const [first = 60, second = 300, third = 1800] = text.split(',').map(Number);
      return [first, second, third];
    }),
});
