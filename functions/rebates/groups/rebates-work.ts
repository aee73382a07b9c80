import { SFNClient } from '@aws-sdk/client-sfn';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { stepFunctionsExecutions } from '../../sequence/adapters/executions-sfn.ts';
import { RebatesWorkEnv } from '../env.ts';
import { createRebatesWork } from '../work/rebates-work.ts';

const env = readEnv(RebatesWorkEnv);
const deps = runtime(env, 'rebates-work');
const executions = stepFunctionsExecutions(new SFNClient({}), env.REBATE_MACHINE_ARN);

export const handler = workGroup(
  createRebatesWork({ ...deps, rebatesOf, executions, restartAfter: env.RESTART_AFTER_SECONDS }),
  deps,
);
