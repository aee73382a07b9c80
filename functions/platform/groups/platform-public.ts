import { ok } from '../../kernel/result.ts';
import { readEnv } from '../env.ts';
import { PlatformPublicEnv } from '../groups-env.ts';
import { httpGroup } from '../http.ts';
import { platformOperations } from '../platform-contract.ts';
import { runtime } from '../runtime.ts';

const { logger } = runtime(readEnv(PlatformPublicEnv), 'platform-public');

/** Also serves the gateway's `$default` route: what is no operation is answered as such. */
export const handler = httpGroup(
  platformOperations,
  { health: () => Promise.resolve(ok({ status: 200, json: { status: 'ok' } })) },
  logger,
);
