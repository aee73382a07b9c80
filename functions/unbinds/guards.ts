import type { Instant } from '../kernel/clock.ts';
import type { Action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import type { Unbind } from './unbind.ts';

/** Rights of the operations on an unbind; the contract and the actions of a record read the same lists. */
export const may = {
  request: ['operator'],
  cancel: ['operator', 'follow-up'],
  resume: ['approver'],
  takeUp: ['operator', 'follow-up'],
  tryAgain: ['operator', 'follow-up'],
  /** Operators only where they asked themselves and nobody else could decide. */
  decide: ['approver', 'operator'],
  approve: ['approver'],
  /** Who writes down what they saw at the provider. */
  record: ['operator', 'follow-up'],
  /** Files may show more than records do. */
  seeEvidence: ['operator', 'follow-up', 'approver', 'finance', 'auditor', 'admin'],
  read: ['enter', 'operator', 'follow-up', 'verifier', 'approver', 'finance', 'auditor', 'admin', 'service'],
} as const;

/** What can be done with an unbind now, by the rules that guard the operations themselves. */
export function unbindActions(_record: Unbind, _caller: Pick<Caller, 'member' | 'rights'>, _now: Instant): Action[] {
  return [];
}
