import { SFNClient } from '@aws-sdk/client-sfn';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { stepFunctionsExecutions } from '../../sequence/adapters/executions-sfn.ts';
import { LinksWorkEnv } from '../env.ts';
import { createLinksWork } from '../work/links-work.ts';

const env = readEnv(LinksWorkEnv);
const deps = runtime(env, 'links-work');
const executions = stepFunctionsExecutions(new SFNClient({}), env.LINK_MACHINE_ARN);

export const handler = workGroup(
  createLinksWork({ ...deps, executions, restartAfter: env.RESTART_AFTER_SECONDS }),
  deps,
);
