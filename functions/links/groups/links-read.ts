import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { providerOperations } from '../../providers/table/contract.ts';
import { providerHandlers } from '../../providers/table/handlers.ts';
import { receiptsRead } from '../../receipts/contract.ts';
import { receiptsReadHandlers } from '../../receipts/http/read-handlers.ts';
import { verificationRead } from '../../verification/contract.ts';
import { verificationReadHandlers } from '../../verification/http/handlers.ts';
import { linksRead } from '../contract-read.ts';
import { LinksReadEnv } from '../env.ts';
import { linksReadHandlers } from '../http/read-handlers.ts';

const deps = { ...runtime(readEnv(LinksReadEnv), 'links-read'), capabilitiesOf };

export const handler = httpGroup(
  { ...linksRead, ...verificationRead, ...receiptsRead, ...providerOperations },
  {
    ...linksReadHandlers(deps),
    ...verificationReadHandlers(deps),
    ...receiptsReadHandlers(deps),
    ...providerHandlers,
  },
  deps.logger,
);
