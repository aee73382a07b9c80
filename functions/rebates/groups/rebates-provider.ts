import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { taskGroup } from '../../platform/task-group.ts';
import { providerAccess } from '../../providers/access.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { createDownload } from '../adapters/download.ts';
import { s3Objects } from '../adapters/objects-s3.ts';
import { RebatesProviderEnv } from '../env.ts';
import { rebatesProviderTasks } from '../tasks/tasks.ts';

const env = readEnv(RebatesProviderEnv);
const base = runtime(env, 'rebates-provider');
const { portOf, origins } = providerAccess(env, base);

const deps = {
  ...base,
  rebatesOf,
  portOf,
  objects: s3Objects(env.REBATES_BUCKET),
  download: createDownload({ loopback: origins }),
};

export const handler = taskGroup(rebatesProviderTasks(deps), base.logger);
