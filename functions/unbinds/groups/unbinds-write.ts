import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctionsWaiters } from '../../decisions/adapters/waiters-sfn.ts';
import { deliverAnswer } from '../../decisions/deliver-answer.ts';
import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { unbindsWrite } from '../contract.ts';
import { UnbindsWriteEnv } from '../env.ts';
import { s3Evidence } from '../evidence/adapters/evidence-s3.ts';
import { unbindsWriteHandlers } from '../http/write-handlers.ts';
import type { Deliver } from '../ports.ts';

const env = readEnv(UnbindsWriteEnv);
const base = runtime(env, 'unbinds-write');
const evidence = s3Evidence(env.EVIDENCE_BUCKET);
const waiters = stepFunctionsWaiters(new SFNClient({}));
/** Due work delivers what could not be delivered here, so the caller is not told of it. */
const deliver: Deliver = (ref) =>
  deliverAnswer({ tables: base.tables, waiters }, ref).catch((error: unknown) => {
    base.logger.warn('delivery is left to due work', {
      error: error instanceof Error ? error : new Error(String(error)),
    });
    return 'not_waiting';
  });

export const handler = httpGroup(
  unbindsWrite,
  unbindsWriteHandlers({ ...base, capabilitiesOf, evidence, deliver }),
  base.logger,
);
