import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { BaseEnv, readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { referenceOperations } from '../contract.ts';
import { referenceFiles } from '../files.ts';
import { referenceHandlers } from '../http/handlers.ts';

readEnv(BaseEnv);
const logger = new Logger({ serviceName: 'reference-public' });
const files = referenceFiles(join(import.meta.dirname, 'files'));

/** The reference of the API. It reads no table. */
export const handler = httpGroup(referenceOperations, referenceHandlers(files), logger);
