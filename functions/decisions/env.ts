import { BaseEnv } from '../platform/env.ts';

/** The public decision page. */
export const DecisionsPublicEnv = BaseEnv;
/** Expiries and undelivered answers. */
export const DecisionsWorkEnv = BaseEnv;
