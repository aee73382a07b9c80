import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import type { providerVars } from './env.ts';
import type { PortDeps } from './port-deps.ts';
import { portsBySite } from './ports.ts';
import { cachedSecrets, secretsManager } from './secrets.ts';

type Told = z.output<z.ZodObject<typeof providerVars>>;
type Standing = Pick<PortDeps, 'tables' | 'clock'> & { readonly logger: Logger };

/** What a group calls clouds by. `origins` are those of simulators: the only addresses that may be without TLS. */
export function providerAccess(env: Told, { tables, clock, logger }: Standing) {
  const endpoints = env.PROVIDER_ENDPOINTS;
  const secrets = cachedSecrets({ fetch: secretsManager(), clock, prefix: env.SECRET_PREFIX });
  const note: PortDeps['note'] = (call) => logger.info('called a provider', { call });
  return {
    portOf: portsBySite({ tables, clock, pause, secrets, note }, endpoints),
    simulated: endpoints !== undefined,
    origins: Object.values(endpoints ?? {}).map((url) => new URL(url).origin),
  };
}
