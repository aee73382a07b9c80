import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskOrWorkGroup } from '../../platform/task-group.ts';
import { providerAccess } from '../../providers/access.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { UnbindsProviderEnv } from '../env.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { unbindsProviderTasks } from '../tasks/provider-tasks.ts';
import { createProviderWork } from '../work/provider-work.ts';

const env = readEnv(UnbindsProviderEnv);
const base = runtime(env, 'unbinds-provider');
const { portOf, simulated } = providerAccess(env, base);
const deps: UnbindProviderDeps = {
  ...base,
  leaseSeconds: env.EFFECT_LEASE_SECONDS,
  portOf,
  capabilitiesOf,
  simulated,
};

export const handler = taskOrWorkGroup(unbindsProviderTasks(deps), createProviderWork(deps), base);
