import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctionsWaiters } from '../../decisions/adapters/waiters-sfn.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskGroup } from '../../platform/task-group.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { LinksTasksEnv } from '../env.ts';
import { linksTasks } from '../tasks/tasks.ts';

const deps = runtime(readEnv(LinksTasksEnv), 'links-tasks');
const waiters = stepFunctionsWaiters(new SFNClient({}));

export const handler = taskGroup(linksTasks({ ...deps, capabilitiesOf, waiters }), deps.logger);
