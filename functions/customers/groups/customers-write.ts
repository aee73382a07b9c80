import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { customersWrite } from '../contract.ts';
import { CustomersWriteEnv } from '../env.ts';
import { customersWriteHandlers } from '../handlers.ts';

const deps = runtime(readEnv(CustomersWriteEnv), 'customers-write');

export const handler = httpGroup(customersWrite, customersWriteHandlers(deps), deps.logger);
