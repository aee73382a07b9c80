import * as z from 'zod';
import { DecisionKind } from '../../decisions/decision.ts';
import type { Waiters } from '../../decisions/ports.ts';
import { TaskEnvelope, type Tasks, taskOf } from '../../platform/task-group.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { createActivate } from './activate.ts';
import { createCheckRequest } from './check-request.ts';
import { createHoldAnswer } from './hold-answer.ts';
import { createLoadRequest } from './load-request.ts';
import { createRecordApplication } from './record-application.ts';
import { createRecordCustomerAnswer } from './record-customer-answer.ts';
import { createRecordRemedy } from './record-remedy.ts';
import { createRecordReview } from './record-review.ts';
import { createRecordSecondPerson } from './record-second-person.ts';

/** What a waiting state hands over besides: its token, and what makes the token newer than another. */
const HoldInput = TaskEnvelope.extend({
  kind: DecisionKind,
  token: z.string(),
  entered: z.string(),
  retry: z.int().nonnegative(),
});

/** The tasks of the link machine that touch nothing but our own tables. */
export const linksTasks = (
  deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf; readonly waiters: Waiters },
): Tasks => ({
  'load-request': createLoadRequest(deps),
  'check-request': createCheckRequest(deps),
  'hold-answer': taskOf(HoldInput, createHoldAnswer(deps)),
  'record-second-person': createRecordSecondPerson(deps),
  'record-customer-answer': createRecordCustomerAnswer(deps),
  'record-application': createRecordApplication(deps),
  'record-review': createRecordReview(deps),
  'record-remedy': createRecordRemedy(deps),
  activate: createActivate(deps),
});
