import { KMSClient } from '@aws-sdk/client-kms';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { kmsOpen } from '../adapters/secrets-kms.ts';
import { WebhooksEnv } from '../env.ts';
import { createPost, systemResolve } from '../outbound/send.ts';
import { cachedOpen } from '../secrets.ts';
import { createWebhookWork } from '../work/webhook-work.ts';

const env = readEnv(WebhooksEnv);
const deps = runtime(env, 'webhooks');
const open = cachedOpen(kmsOpen(new KMSClient({}), env.SEALED_BY), deps.clock);
const post = createPost({ reach: env.WEBHOOK_REACH, resolve: systemResolve });

export const handler = workGroup(createWebhookWork({ ...deps, open, post, random: Math.random }), deps);
