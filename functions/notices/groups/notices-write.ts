import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { noticesWrite } from '../contract.ts';
import { NoticesWriteEnv } from '../env.ts';
import { noticesWriteHandlers } from '../http/write-handlers.ts';

const deps = runtime(readEnv(NoticesWriteEnv), 'notices-write');

export const handler = httpGroup(noticesWrite, noticesWriteHandlers(deps), deps.logger);
