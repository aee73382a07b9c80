import { BaseEnv } from '../platform/env.ts';

/** Reads deadlines. */
export const ClocksReadEnv = BaseEnv;
