import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { NoticesPublicEnv } from '../env.ts';
import { noticesPublicHandlers } from '../http/public-handlers.ts';
import { noticesPublic } from '../members/contract.ts';

const deps = runtime(readEnv(NoticesPublicEnv), 'notices-public');

export const handler = httpGroup(noticesPublic, noticesPublicHandlers(deps), deps.logger);
