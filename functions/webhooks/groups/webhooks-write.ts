import { KMSClient } from '@aws-sdk/client-kms';
import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { kmsSeal } from '../adapters/secrets-kms.ts';
import { webhooksWrite } from '../contract.ts';
import { WebhooksWriteEnv } from '../env.ts';
import { webhooksWriteHandlers } from '../http/write-handlers.ts';
import { systemResolve } from '../outbound/send.ts';

const env = readEnv(WebhooksWriteEnv);
const base = runtime(env, 'webhooks-write');
const seal = kmsSeal(new KMSClient({}), env.SEALED_BY);
const deps = { ...base, seal, resolve: systemResolve, reach: env.WEBHOOK_REACH };

export const handler = httpGroup(webhooksWrite, webhooksWriteHandlers(deps), base.logger);
