import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { clockOperations } from '../contract.ts';
import { ClocksReadEnv } from '../env.ts';
import { clocksReadHandlers } from '../handlers.ts';

const deps = runtime(readEnv(ClocksReadEnv), 'clocks-read');

export const handler = httpGroup(clockOperations, clocksReadHandlers(deps), deps.logger);
