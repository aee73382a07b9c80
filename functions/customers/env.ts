import { BaseEnv } from '../platform/env.ts';

export const CustomersReadEnv = BaseEnv;
export const CustomersWriteEnv = BaseEnv;
