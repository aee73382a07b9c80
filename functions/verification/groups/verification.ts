import { setTimeout as pause } from 'node:timers/promises';
import { DueItem } from '../../platform/due.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { portsBySite } from '../../providers/registry.ts';
import { cachedSecrets, secretsManager } from '../../providers/secrets.ts';
import { VerificationEnv } from '../env.ts';
import { createVerifyLink } from '../work/verify-link.ts';

const env = readEnv(VerificationEnv);
const base = runtime(env, 'verification');
const { tables, clock, logger } = base;
const secrets = cachedSecrets({ fetch: secretsManager(), clock, prefix: env.SECRET_PREFIX });
const ports = { tables, clock, pause, secrets, note: (call: object) => logger.info('called a provider', { call }) };
const readsOf = portsBySite(ports, { tencent: env.TENCENT_ENDPOINT });
const verify = createVerifyLink({ ...base, readsOf, capabilitiesOf });

export const handler = workGroup((message) => verify(DueItem.parse(message)), base);
