import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { partiesWrite } from '../contract.ts';
import { partiesWriteDeps } from '../deps.ts';
import { PartiesWriteEnv } from '../env.ts';
import { partiesWriteHandlers } from '../handlers.ts';

const deps = partiesWriteDeps(readEnv(PartiesWriteEnv));

export const handler = httpGroup(partiesWrite, partiesWriteHandlers(deps), deps.logger);
