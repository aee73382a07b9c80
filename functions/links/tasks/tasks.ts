import type { Waiters } from '../../decisions/ports.ts';
import type { Tasks } from '../../platform/task-group.ts';
import { holdAnswer, loadRecord } from '../../sequence/tasks.ts';
import { linkSequence } from '../link-sequence.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { createActivate } from './activate.ts';
import { createCheckRequest } from './check-request.ts';
import { createRecordApplication } from './record-application.ts';
import { createRecordAudit } from './record-audit.ts';
import { createRecordCustomerAnswer } from './record-customer-answer.ts';
import { createRecordInvitation } from './record-invitation.ts';
import { createRecordRemedy } from './record-remedy.ts';
import { createRecordReview } from './record-review.ts';
import { createRecordSecondPerson } from './record-second-person.ts';

/** The tasks of the link machine that touch nothing but our own tables. */
export const linksTasks = (
  deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf; readonly waiters: Waiters },
): Tasks => ({
  'load-request': loadRecord(linkSequence, deps),
  'check-request': createCheckRequest(deps),
  'hold-answer': holdAnswer(linkSequence, deps),
  'record-second-person': createRecordSecondPerson(deps),
  'record-customer-answer': createRecordCustomerAnswer(deps),
  'record-invitation': createRecordInvitation(deps),
  'record-application': createRecordApplication(deps),
  'record-audit': createRecordAudit(deps),
  'record-review': createRecordReview(deps),
  'record-remedy': createRecordRemedy(deps),
  activate: createActivate(deps),
});
