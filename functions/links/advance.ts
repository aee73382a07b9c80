import type { Instant } from '../kernel/clock.ts';
import type { Tables } from '../platform/tables.ts';
import * as steps from '../sequence/advance.ts';
import type * as Sequences from '../sequence/sequence.ts';
import type { LinkRequest } from './link-request.ts';
import { linkSequence } from './link-sequence.ts';
import type { LinkDeps } from './ports.ts';
import type { LinkRequestStatus } from './request-status.ts';

export type { StepAnswer, StepInput } from '../sequence/advance.ts';
export { standing } from '../sequence/advance.ts';
export type Step = Sequences.Step<LinkRequest>;

export function readLinkRequest(tables: Tables, org: string, id: string): Promise<LinkRequest | undefined> {
  return steps.readRecord(linkSequence, tables, org, id);
}

/** Takes a link request one step further (`sequence/`). */
export function advance(
  deps: LinkDeps,
  input: steps.StepInput,
  from: LinkRequestStatus,
  step: (record: LinkRequest, now: Instant) => Step | Promise<Step>,
): Promise<steps.StepAnswer> {
  return steps.advance(linkSequence, deps, input, from, step);
}

/** Where the request stands for this execution. */
export function whereItStands(deps: LinkDeps, input: steps.StepInput): Promise<steps.StepAnswer> {
  return steps.whereItStands(linkSequence, deps, input);
}
