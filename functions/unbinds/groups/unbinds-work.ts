import { SFNClient } from '@aws-sdk/client-sfn';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { stepFunctionsExecutions } from '../../sequence/adapters/executions-sfn.ts';
import { UnbindsWorkEnv } from '../env.ts';
import { createUnbindsWork } from '../work/unbinds-work.ts';

const env = readEnv(UnbindsWorkEnv);
const deps = runtime(env, 'unbinds-work');
const executions = stepFunctionsExecutions(new SFNClient({}), env.UNBIND_MACHINE_ARN);

export const handler = workGroup(
  createUnbindsWork({ ...deps, capabilitiesOf, executions, restartAfter: env.RESTART_AFTER_SECONDS }),
  deps,
);
