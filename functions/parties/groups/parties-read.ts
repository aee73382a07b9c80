import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { partiesRead } from '../contract.ts';
import { partiesReadDeps } from '../deps.ts';
import { PartiesReadEnv } from '../env.ts';
import { partiesReadHandlers } from '../handlers.ts';

export const handler = httpGroup(partiesRead, partiesReadHandlers(partiesReadDeps(readEnv(PartiesReadEnv))));
