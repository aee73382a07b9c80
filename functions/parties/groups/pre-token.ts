import { readEnv } from '../../platform/env.ts';
import { preTokenDeps } from '../deps.ts';
import { PreTokenEnv } from '../env.ts';
import { createPreToken } from '../pre-token.ts';

export const handler = createPreToken(preTokenDeps(readEnv(PreTokenEnv)));
