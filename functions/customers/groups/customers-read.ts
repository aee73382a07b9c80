import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { customersRead } from '../contract.ts';
import { CustomersReadEnv } from '../env.ts';
import { customersReadHandlers } from '../handlers.ts';

const deps = runtime(readEnv(CustomersReadEnv), 'customers-read');

export const handler = httpGroup(customersRead, customersReadHandlers(deps), deps.logger);
