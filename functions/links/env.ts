import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

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
  /** Partner accounts' credentials are the secrets `<prefix>/<organisation>/<account>`. */
  SECRET_PREFIX: z.string(),
  /** How long an announced effect is left to the worker that announced it: the function's timeout and 30 s more. */
  EFFECT_LEASE_SECONDS: z.coerce.number().int().positive(),
  /** Where the partner APIs are, by provider; absent on AWS, where the SDKs know. Stage `local` points at simulators. */
  TENCENT_ENDPOINT: z.url().optional(),
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
