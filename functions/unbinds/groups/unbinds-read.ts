import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { unbindsRead } from '../contract.ts';
import { UnbindsReadEnv } from '../env.ts';
import { unbindsReadHandlers } from '../http/read-handlers.ts';

const deps = { ...runtime(readEnv(UnbindsReadEnv), 'unbinds-read'), capabilitiesOf };

export const handler = httpGroup(unbindsRead, unbindsReadHandlers(deps), deps.logger);
