import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctionsWaiters } from '../../decisions/adapters/waiters-sfn.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskOrWorkGroup } from '../../platform/task-group.ts';
import { providerAccess } from '../../providers/access.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { LinksProviderEnv } from '../env.ts';
import type { LinkProviderDeps } from '../provider-deps.ts';
import { linksProviderTasks } from '../tasks/provider-tasks.ts';
import { createProviderWork } from '../work/provider-work.ts';

const env = readEnv(LinksProviderEnv);
const base = runtime(env, 'links-provider');
const deps: LinkProviderDeps = {
  ...base,
  leaseSeconds: env.EFFECT_LEASE_SECONDS,
  portOf: providerAccess(env, base).portOf,
  capabilitiesOf,
  waiters: stepFunctionsWaiters(new SFNClient({})),
};

export const handler = taskOrWorkGroup(linksProviderTasks(deps), createProviderWork(deps), base);
