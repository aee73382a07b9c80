import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskGroup } from '../../platform/task-group.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { portsBySite } from '../../providers/registry.ts';
import { cachedSecrets, secretsManager } from '../../providers/secrets.ts';
import { createDownload } from '../adapters/download.ts';
import { s3Objects } from '../adapters/objects-s3.ts';
import { RebatesProviderEnv } from '../env.ts';
import { rebatesProviderTasks } from '../tasks/tasks.ts';

const env = readEnv(RebatesProviderEnv);
const base = runtime(env, 'rebates-provider');
const { tables, clock, logger } = base;
const secrets = cachedSecrets({ fetch: secretsManager(), clock, prefix: env.SECRET_PREFIX });
const ports = { tables, clock, pause, secrets, note: (call: object) => logger.info('called a provider', { call }) };
const loopback = env.TENCENT_ENDPOINT && new URL(env.TENCENT_ENDPOINT).origin;

const deps = {
  ...base,
  rebatesOf,
  portOf: portsBySite(ports, { tencent: env.TENCENT_ENDPOINT }),
  objects: s3Objects(env.REBATES_BUCKET),
  download: createDownload({ loopback }),
};

export const handler = taskGroup(rebatesProviderTasks(deps), logger);
