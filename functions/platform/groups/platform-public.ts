import { Logger } from '@aws-lambda-powertools/logger';
import { ok } from '../../kernel/result.ts';
import { readEnv } from '../env.ts';
import { PlatformPublicEnv } from '../groups-env.ts';
import { httpGroup } from '../http.ts';
import { platformOperations } from '../platform-contract.ts';

readEnv(PlatformPublicEnv);
const logger = new Logger({ serviceName: 'platform-public' });

/** Also serves the gateway's `$default` route: what is no operation is answered as such. */
export const handler = httpGroup(
  platformOperations,
  { health: () => Promise.resolve(ok({ status: 200, json: { status: 'ok' } })) },
  logger,
);
