import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { s3Objects } from '../adapters/objects-s3.ts';
import { rebatesRead } from '../contract-read.ts';
import { RebatesReadEnv } from '../env.ts';
import { rebatesReadHandlers } from '../http/read-handlers.ts';

const env = readEnv(RebatesReadEnv);
const deps = { ...runtime(env, 'rebates-read'), rebatesOf, objects: s3Objects(env.REBATES_BUCKET) };

export const handler = httpGroup(rebatesRead, rebatesReadHandlers(deps), deps.logger);
