import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { timelineOperations } from '../contract.ts';
import { TimelineReadEnv } from '../env.ts';
import { timelineReadHandlers } from '../http/handlers.ts';

const deps = runtime(readEnv(TimelineReadEnv), 'timeline-read');

export const handler = httpGroup(timelineOperations, timelineReadHandlers(deps), deps.logger);
