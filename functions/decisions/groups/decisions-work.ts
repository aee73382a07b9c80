import { SFNClient } from '@aws-sdk/client-sfn';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { stepFunctionsWaiters } from '../adapters/waiters-sfn.ts';
import { DecisionsWorkEnv } from '../env.ts';
import { createDecisionWork } from '../work/decision-work.ts';

const deps = runtime(readEnv(DecisionsWorkEnv), 'decisions-work');
const waiters = stepFunctionsWaiters(new SFNClient({}));

export const handler = workGroup(createDecisionWork({ ...deps, waiters }), deps);
