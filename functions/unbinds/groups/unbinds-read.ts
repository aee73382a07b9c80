import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { unbindsRead } from '../contract.ts';
import { UnbindsReadEnv } from '../env.ts';
import { s3Evidence } from '../evidence/adapters/evidence-s3.ts';
import { unbindsReadHandlers } from '../http/read-handlers.ts';

const env = readEnv(UnbindsReadEnv);
const deps = { ...runtime(env, 'unbinds-read'), capabilitiesOf, evidence: s3Evidence(env.EVIDENCE_BUCKET) };

export const handler = httpGroup(unbindsRead, unbindsReadHandlers(deps), deps.logger);
