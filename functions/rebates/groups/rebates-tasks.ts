import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskGroup } from '../../platform/task-group.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { s3Objects } from '../adapters/objects-s3.ts';
import { RebatesTasksEnv } from '../env.ts';
import { compareSync } from '../sync/compare.ts';
import type { RebateSync } from '../sync/sync.ts';
import { rebatesTasks } from '../tasks/tasks.ts';

const env = readEnv(RebatesTasksEnv);
const base = { ...runtime(env, 'rebates-tasks'), rebatesOf, objects: s3Objects(env.REBATES_BUCKET) };

export const handler = taskGroup(
  rebatesTasks({ ...base, compareSync: (sync: RebateSync) => compareSync(base, sync) }),
  base.logger,
);
