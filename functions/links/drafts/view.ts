import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Action } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import type { Contact } from '../contact.ts';
import { FindingView, isReady } from '../finding-view.ts';
import { stepNames, steps } from '../guide/steps.ts';
import { DraftWish, draftActions, LinkDraft } from './draft.ts';
import type { Walked } from './walk.ts';

/** A draft as lists show it. */
export const LinkDraftView = z.strictObject({
  id: idSchema('linkDraft'),
  version: z.int().describe('send it as If-Match when you replace the draft'),
  status: LinkDraft.shape.status,
  createdAt: Instant,
  createdBy: z.string(),
  changedAt: Instant,
  changedBy: z.string(),
  wish: DraftWish.omit({ contact: true }).describe('what has been entered so far'),
  requestId: idSchema('linkRequest').optional().describe('the request that it became'),
  actions: z.array(Action).describe('what you may do with it now, and why not the rest'),
});

/** A draft with where it stands on the guided path. */
export const WalkedDraftView = LinkDraftView.extend({
  wish: DraftWish.describe('what has been entered so far'),
  steps: z
    .array(
      z.strictObject({
        name: z.enum(stepNames),
        title: z.string(),
        state: z.enum(['locked', 'open', 'done']).describe('locked: the step before it does not hold yet'),
        missing: z.array(z.string()).readonly().describe('fields that this step still needs'),
      }),
    )
    .readonly(),
  findings: z.array(FindingView).readonly().describe('of the steps that are open or done'),
  ready: z.boolean().describe('only the confirmations are left, which go with submitting'),
});

export function viewDraft(draft: LinkDraft, caller: Pick<Caller, 'rights'>): z.input<typeof LinkDraftView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, hasContact: _contact, ...shown } = draft;
  return { ...shown, actions: draftActions(draft, caller) };
}

/** @param contact the person at the customer, for those who enter and submit */
export function viewWalked(
  draft: LinkDraft,
  contact: Pick<Contact, 'email' | 'name' | 'language'> | undefined,
  walked: Walked,
  caller: Pick<Caller, 'rights'>,
): z.input<typeof WalkedDraftView> {
  const shown = viewDraft(draft, caller);
  const { email, name, language } = contact ?? {};
  return {
    ...shown,
    wish: { ...shown.wish, ...(email !== undefined && { contact: { email, name, language } }) },
    ...standingOf(draft, walked),
  };
}

/** One that is submitted has walked the path; one that is discarded has left it. */
function standingOf({ status }: LinkDraft, walked: Walked) {
  if (status === 'open') {
    const left = walked.steps.filter(({ state }) => state !== 'done').map(({ name }) => name);
    const shown = walked.steps.map(({ name, title, state, missing }) => ({ name, title, state, missing }));
    return { steps: shown, findings: walked.findings, ready: left[0] === 'review' && isReady(walked.findings) };
  }
  const state = (name: string) => (status === 'discarded' ? 'locked' : name === 'track' ? 'open' : 'done');
  const shown = steps.map(({ name, title }) => ({ name, title, state: state(name), missing: [] }) as const);
  return { steps: shown, findings: [], ready: false };
}
