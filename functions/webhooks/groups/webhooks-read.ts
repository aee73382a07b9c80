import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { webhooksRead } from '../contract.ts';
import { WebhooksReadEnv } from '../env.ts';
import { webhooksReadHandlers } from '../http/read-handlers.ts';

const deps = runtime(readEnv(WebhooksReadEnv), 'webhooks-read');

export const handler = httpGroup(webhooksRead, webhooksReadHandlers(deps), deps.logger);
