import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { s3Objects } from '../adapters/objects-s3.ts';
import { rebatesWrite } from '../contract-write.ts';
import { RebatesWriteEnv } from '../env.ts';
import { rebatesWriteHandlers } from '../http/write-handlers.ts';

const env = readEnv(RebatesWriteEnv);
const deps = { ...runtime(env, 'rebates-write'), rebatesOf, objects: s3Objects(env.REBATES_BUCKET) };

export const handler = httpGroup(rebatesWrite, rebatesWriteHandlers(deps), deps.logger);
