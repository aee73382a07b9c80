import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { linksRead } from '../contract-read.ts';
import { LinksReadEnv } from '../env.ts';
import { linksReadHandlers } from '../http/read-handlers.ts';

const deps = runtime(readEnv(LinksReadEnv), 'links-read');

export const handler = httpGroup(linksRead, linksReadHandlers(deps), deps.logger);
