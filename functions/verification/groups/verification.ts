import { DueItem } from '../../platform/due.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { providerAccess } from '../../providers/access.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { VerificationEnv } from '../env.ts';
import { createVerifyLink } from '../work/verify-link.ts';

const env = readEnv(VerificationEnv);
const base = runtime(env, 'verification');
const { portOf: readsOf } = providerAccess(env, base);
const verify = createVerifyLink({ ...base, readsOf, capabilitiesOf });

export const handler = workGroup((message) => verify(DueItem.parse(message)), base);
