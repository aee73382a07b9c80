import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { partiesRead } from '../contract.ts';
import { PartiesReadEnv } from '../env.ts';
import { partiesReadHandlers } from '../handlers.ts';

const deps = runtime(readEnv(PartiesReadEnv), 'parties-read');

export const handler = httpGroup(partiesRead, partiesReadHandlers(deps), deps.logger);
