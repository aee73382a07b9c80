import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { noticesRead } from '../contract.ts';
import { NoticesReadEnv } from '../env.ts';
import { noticesReadHandlers } from '../http/read-handlers.ts';

const deps = runtime(readEnv(NoticesReadEnv), 'notices-read');

export const handler = httpGroup(noticesRead, noticesReadHandlers(deps), deps.logger);
