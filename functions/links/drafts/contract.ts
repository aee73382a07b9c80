import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { NoteView } from '../finding-view.ts';
import { LinkRequestView } from '../view.ts';
import { LinkWish } from '../wish.ts';
import { DraftWish, mayDraft } from './draft.ts';
import { LinkDraftView, WalkedDraftView } from './view.ts';

const DraftPath = z.object({ draftId: idSchema('linkDraft') });
const { partnerAccountId, purpose, types } = examples.linkWish;
const begun = { partnerAccountId, purpose, types };
const Body = DraftWish.meta({ examples: [begun] });

const member = examples.linkRequest.createdBy;
const draft = {
  id: 'ldr_01k9x3m4z8e2ts5c0v9w1y3z5a',
  version: 1,
  status: 'open',
  createdAt: '2026-11-21T02:10:41.300Z',
  createdBy: member,
  changedAt: '2026-11-21T02:10:41.300Z',
  changedBy: member,
  wish: begun,
  actions: [
    { name: 'replaceLinkDraft', allowed: true, because: '', needs: ['enter'] },
    { name: 'submitLinkDraft', allowed: false, because: 'right_missing', needs: ['operator'] },
  ],
} as const;
const walked = {
  ...draft,
  steps: [
    { name: 'relationship', title: 'Under which partner account, why, and what for', state: 'done', missing: [] },
    {
      name: 'customer',
      title: 'Who the customer is, and who answers for it',
      state: 'open',
      missing: ['customer', 'contact'],
    },
  ],
  findings: [examples.findings[0]],
  ready: false,
} as const;
const answer = (description: string) => ({
  description,
  json: z.strictObject({ linkDraft: WalkedDraftView }),
  example: { linkDraft: walked },
});

/**
 * Wishes on their way through the guided path: served by the group `links-write`, because a draft is shown with the
 * person at the customer and checked as a wish is.
 */
export const draftOperations = operations({
  createLinkDraft: {
    route: 'POST /v1/link-drafts',
    group: 'links-write',
    access: mayDraft.enter,
    summary: 'Begin a draft of a link request',
    description:
      'Takes any part of a wish, as far as the guided path has come: what belongs to a step is refused while the step before it does not hold. Nobody is asked anything.',
    body: Body,
    idempotent: true,
    answers: { 201: answer('The draft, and where it stands') },
    problems: ['idempotency_key_missing', 'idempotency_key_reused'],
  },
  listLinkDrafts: {
    route: 'GET /v1/link-drafts',
    group: 'links-write',
    access: mayDraft.read,
    summary: 'List open drafts, newest first',
    description: 'Without the persons at the customers, and without what was found: read one for that.',
    query: PageQuery,
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({ items: z.array(LinkDraftView), next: z.string().optional() }),
        example: { items: [draft] },
      },
    },
    problems: [],
  },
  getLinkDraft: {
    route: 'GET /v1/link-drafts/{draftId}',
    group: 'links-write',
    access: mayDraft.read,
    summary: 'Read a draft and where it stands on the guided path',
    description: 'Each step is locked, open or done, with what was found about it as of now.',
    params: DraftPath,
    answers: { 200: answer('The draft, and where it stands') },
    problems: ['not_found'],
  },
  replaceLinkDraft: {
    route: 'PUT /v1/link-drafts/{draftId}',
    group: 'links-write',
    access: mayDraft.enter,
    summary: 'Replace what a draft says',
    description:
      'The whole of it: what is left out is gone. Fields of a step can’t be changed while the step before it does not hold.',
    params: DraftPath,
    body: Body,
    ifMatch: true,
    answers: { 200: answer('The draft as it is now') },
    problems: ['not_found', 'not_allowed_now', 'changed_meanwhile'],
  },
  discardLinkDraft: {
    route: 'DELETE /v1/link-drafts/{draftId}',
    group: 'links-write',
    access: mayDraft.enter,
    summary: 'Discard a draft',
    description: 'Nothing of the wish stays, nor of the person at the customer. Discarding twice is discarding once.',
    params: DraftPath,
    answers: {
      200: {
        description: 'Discarded',
        json: z.strictObject({ linkDraft: LinkDraftView }),
        example: { linkDraft: { ...draft, version: 2, status: 'discarded', wish: {} } },
      },
    },
    problems: ['not_found', 'not_allowed_now'],
  },
  submitLinkDraft: {
    route: 'POST /v1/link-drafts/{draftId}/submit',
    group: 'links-write',
    access: mayDraft.submit,
    summary: 'Create the request that a draft asks for',
    description:
      'Review and submit in one: both confirmations go with it. The request is made as from a whole wish, and whoever submits is its initiator. Submitting again answers the same request.',
    params: DraftPath,
    body: z
      .strictObject({ confirm: LinkWish.shape.confirm })
      .meta({ examples: [{ confirm: { customer: true, types: true } }] }),
    idempotent: true,
    answers: {
      201: {
        description: 'The request; its machine starts within about a second',
        json: z.strictObject({ linkRequest: LinkRequestView, notes: z.array(NoteView).readonly() }),
        example: { linkRequest: examples.linkRequest, notes: [] },
      },
    },
    problems: [
      'not_found',
      'not_allowed_now',
      'customer_taken',
      'environment_mismatch',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
  },
});
