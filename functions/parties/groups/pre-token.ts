import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { PreTokenEnv } from '../env.ts';
import { createPreToken } from '../pre-token.ts';

export const handler = createPreToken(runtime(readEnv(PreTokenEnv), 'pre-token'));
