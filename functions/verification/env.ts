import { BaseEnv } from '../platform/env.ts';
import { providerVars } from '../providers/env.ts';

/** Reads at the provider what proves a link. */
export const VerificationEnv = BaseEnv.extend(providerVars);
/** What people ask for and report. */
export const VerificationWriteEnv = BaseEnv;
