import { SFNClient } from '@aws-sdk/client-sfn';
import { createAfterYes } from '../../links/after-yes.ts';
import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { createUnbindings } from '../../unbinds/customer-says.ts';
import { createCustomerViews } from '../../verification/customer-says.ts';
import { stepFunctionsWaiters } from '../adapters/waiters-sfn.ts';
import { decisionOperations } from '../contract.ts';
import { DecisionsPublicEnv } from '../env.ts';
import { decisionHandlers } from '../http/handlers.ts';

const deps = runtime(readEnv(DecisionsPublicEnv), 'decisions-public');
const waiters = stepFunctionsWaiters(new SFNClient({}));

export const handler = httpGroup(
  decisionOperations,
  decisionHandlers({
    ...deps,
    waiters,
    sequelOf: createAfterYes(deps),
    views: createCustomerViews(deps),
    unbindings: createUnbindings(deps),
  }),
  deps.logger,
);
