import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { Action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { unbindActions } from './guards.ts';
import { effectsOf } from './notice/notice-text.ts';
import { effectNames } from './notice/wordings.ts';
import { groupOf, isUnbindOutcome, UnbindStatus } from './status.ts';
import { Unbind as Record, type Unbind, unbindParties, unbindWaits } from './unbind.ts';
import { whoseTurn } from './whose-turn.ts';

/** An unbind as callers see it. */
export const UnbindView = z.strictObject({
  id: idSchema('unbind'),
  version: z.int().describe('send it as If-Match when you change the unbind'),
  status: UnbindStatus,
  group: z.enum(['pending', 'live', 'ended', 'failed']).describe('the coarse status that lists show'),
  turn: z.string().describe('one sentence of whose turn it is'),
  warning: z
    .literal('cannot_be_undone')
    .optional()
    .describe('present until it has ended: what the provider completes, nobody can undo (R096)'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who asked; "desk" where the customer started it'),
  origin: Record.shape.origin.describe('who started it: you, or the customer at the provider'),
  because: Record.shape.because,
  link: idSchema('link'),
  partnerAccount: Record.shape.partnerAccount,
  customer: Record.shape.customer,
  team: z.string().describe('the team that owns the customer'),
  owner: z.string().describe('the member who has it in hand'),
  waitingOn: z
    .strictObject({
      party: z.enum(unbindParties),
      for: z.enum(unbindWaits),
      since: Instant,
      until: Instant,
      escalatedAt: Instant.optional(),
      contact: z
        .literal('broken')
        .optional()
        .describe('our mail does not reach the customer; present until the contact is mended or written to again'),
    })
    .optional()
    .describe('who is waited for, and for what; present in every waiting status'),
  submits: Record.shape.submits.describe('who hands the application in: an operator by a run sheet, or the desk'),
  distributorReviews: Record.shape.distributorReviews,
  distributor: Record.shape.distributor,
  reached: Record.shape.reached.describe('how far the provider’s own process has been seen to go'),
  live: Record.shape.live.describe('whether the application is live at the provider, as far as is known'),
  leaving: Record.shape.leaving.describe('why the application is to be taken back'),
  verdict: Record.shape.verdict,
  reviewed: Record.shape.reviewed,
  cardKnown: Record.shape.cardKnown.describe('a card is bound and the details are complete, as far as is known'),
  noCardStep: Record.shape.noCardStep.describe('the site has no step in which the customer binds a card'),
  flags: Record.shape.flags.describe('what was out of the ordinary'),
  facts: Record.shape.facts.describe('what was observed of the provider’s process, and who saw it'),
  ready: Record.shape.ready.describe('whether the last look at the preconditions came out well'),
  preconditions: Record.shape.preconditions,
  effects: z
    .array(z.strictObject({ on: z.enum(effectNames), text: z.string() }))
    .readonly()
    .describe('what becomes of billing history, permissions and services, in the words that the submitter accepted'),
  checkedAt: Record.shape.checkedAt,
  declaration: Record.shape.declaration,
  exit: Record.shape.exit,
  secondPerson: Record.shape.secondPerson,
  reference: Record.shape.reference,
  submittedAt: Record.shape.submittedAt,
  blocker: Record.shape.blocker,
  providerDeadline: Record.shape.providerDeadline,
  reviewClock: Record.shape.reviewClock.describe('who was told of the provider’s clock, and what they made of it'),
  completedAt: Record.shape.completedAt,
  endedAt: Record.shape.endedAt,
  reopenedSheet: Record.shape.reopenedSheet.describe(
    'the run sheet that a later look at the provider did not bear out',
  ),
  looked: Record.shape.looked.describe('the last look at the provider, and whether it failed'),
  nextLookAt: Record.shape.nextLookAt,
  absence: Record.shape.absence.describe('since when the provider does not show the customer'),
  reason: Record.shape.reason,
  failure: Record.shape.failure,
  spent: z.record(z.string(), z.int()).describe('milliseconds that each party has had it, up to its last move'),
  attempt: z.int().describe('how many executions have carried this unbind'),
  execution: z.string().describe('name of the execution that carries it, for the Step Functions console'),
  actions: z.array(Action).describe('what you may do with it now, and why not the rest'),
});
export type UnbindView = z.infer<typeof UnbindView>;

/** @param now what can be done depends on it; the instant of the last move, unless said, for what was just written */
export function viewUnbind(
  record: Unbind,
  caller: Pick<Caller, 'member' | 'rights'>,
  now: Instant = record.spentUntil,
): UnbindView {
  const {
    org: _org,
    timelineSeq: _seq,
    timelineHead: _head,
    attemptSince: _since,
    attemptSeen: _seen,
    ...kept
  } = record;
  const {
    policyVersion: _policy,
    windows: _windows,
    rounds: _rounds,
    spentUntil: _until,
    agreed: _agreed,
    sheetsDone: _sheets,
    asks: _asks,
    ...shown
  } = kept;
  const { acknowledged: _acknowledged, waitingOn, ...rest } = shown;
  return {
    ...rest,
    group: groupOf(record.status),
    turn: whoseTurn(record),
    ...(!isUnbindOutcome(record.status) && { warning: 'cannot_be_undone' }),
    ...(waitingOn && { waitingOn: withoutName(waitingOn) }),
    effects: effectsFor(record),
    actions: unbindActions(record, caller, now),
  };
}

function effectsFor({ partnerAccount, declaration }: Unbind): UnbindView['effects'] {
  const { language = 'en', version } = declaration?.notice ?? {};
  return effectsOf(partnerAccount.site, language, version);
}

function withoutName({ kind: _kind, round: _round, ...waiting }: NonNullable<Unbind['waitingOn']>) {
  return waiting;
}
