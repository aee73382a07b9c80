import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctionsWaiters } from '../../decisions/adapters/waiters-sfn.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskGroup } from '../../platform/task-group.ts';
import { UnbindsTasksEnv } from '../env.ts';
import { unbindsTasks } from '../tasks/tasks.ts';

const deps = runtime(readEnv(UnbindsTasksEnv), 'unbinds-tasks');
const waiters = stepFunctionsWaiters(new SFNClient({}));

export const handler = taskGroup(unbindsTasks({ ...deps, waiters }), deps.logger);
