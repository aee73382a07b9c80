import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskOrWorkGroup } from '../../platform/task-group.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { portsBySite } from '../../providers/registry.ts';
import { cachedSecrets, secretsManager } from '../../providers/secrets.ts';
import { UnbindsProviderEnv } from '../env.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { unbindsProviderTasks } from '../tasks/provider-tasks.ts';
import { createProviderWork } from '../work/provider-work.ts';

const env = readEnv(UnbindsProviderEnv);
const base = runtime(env, 'unbinds-provider');
const { tables, clock, logger } = base;
const secrets = cachedSecrets({ fetch: secretsManager(), clock, prefix: env.SECRET_PREFIX });
const ports = { tables, clock, pause, secrets, note: (call: object) => logger.info('called a provider', { call }) };
const deps: UnbindProviderDeps = {
  ...base,
  leaseSeconds: env.EFFECT_LEASE_SECONDS,
  portOf: portsBySite(ports, { tencent: env.TENCENT_ENDPOINT }),
  capabilitiesOf,
  simulated: env.TENCENT_ENDPOINT !== undefined,
};

export const handler = taskOrWorkGroup(unbindsProviderTasks(deps), createProviderWork(deps), base);
