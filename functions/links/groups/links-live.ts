import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { adoptionOperations } from '../adoption/contract.ts';
import { LinksLiveEnv } from '../env.ts';
import { liveLinkOperations } from '../live/contract.ts';
import { liveLinkHandlers } from '../live/handlers.ts';

const deps = runtime(readEnv(LinksLiveEnv), 'links-live');

export const handler = httpGroup(
  { ...liveLinkOperations, ...adoptionOperations },
  liveLinkHandlers({ ...deps, capabilitiesOf }),
  deps.logger,
);
