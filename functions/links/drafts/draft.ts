import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema, type NewId } from '../../kernel/ids.ts';
import type { Problem } from '../../kernel/problems.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { type Action, action } from '../../parties/index.ts';
import type { Decided } from '../../platform/change.ts';
import type { Caller } from '../../platform/contract.ts';
import type { Tables } from '../../platform/tables.ts';
import { create, Followed, move, recordKey, timelineStart } from '../../timeline/index.ts';
import { type Contact, contactIntent, dropContact, replaceContact } from '../contact.ts';
import { may } from '../guards.ts';
import { LinkWish, WishedContact, WishedCustomer } from '../wish.ts';

/** A wish that is not all there yet. What is there has the shape of a wish; whether it holds, the path tells. */
export const DraftWish = LinkWish.omit({ confirm: true, customer: true, contact: true })
  .partial()
  .extend({ customer: WishedCustomer.partial().optional(), contact: WishedContact.optional() });
export type DraftWish = z.output<typeof DraftWish>;

/** A wish on its way through the guided path. The person at the customer stands in the private table. */
export const LinkDraft = Followed.extend({
  id: idSchema('linkDraft'),
  status: z.enum(['open', 'submitted', 'discarded']),
  /** Empty once submitted: from then on the request says it. */
  wish: DraftWish.omit({ contact: true }),
  hasContact: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
  changedAt: Instant,
  changedBy: z.string(),
  /** What came of it. */
  requestId: idSchema('linkRequest').optional(),
});
export type LinkDraft = z.infer<typeof LinkDraft>;

/** A wish of version 2 may say what was agreed about parting; one of version 3 spending terms and fields of its site. */
export const linkDraftShape = storedShape({
  name: 'link draft',
  version: 3,
  schema: LinkDraft,
  upcasts: { 1: (old) => old, 2: (old) => old },
});

/** Rights of the operations on drafts; the contract and the actions of a draft read the same lists. */
export const mayDraft = { enter: ['enter'], read: ['enter', 'operator', 'auditor'], submit: may.request } as const;

export async function readDraft(tables: Tables, org: string, id: string): Promise<LinkDraft | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(linkDraftShape, item);
}

/** A draft that is submitted or discarded stays as it is. */
export function openRefusal({ status }: LinkDraft): Problem | undefined {
  return status === 'open' ? undefined : { kind: 'not_allowed_now', params: { status } };
}

export function draftActions(draft: LinkDraft, caller: Pick<Caller, 'rights'>): Action[] {
  return [
    action('replaceLinkDraft', mayDraft.enter, caller, openRefusal(draft)),
    action('discardLinkDraft', mayDraft.enter, caller, openRefusal(draft)),
    action('submitLinkDraft', mayDraft.submit, caller, openRefusal(draft)),
  ];
}

type Doing = { readonly caller: Pick<Caller, 'org' | 'member'>; readonly at: Instant; readonly newId: NewId };

/** A new draft and the writes that make it. */
export function startDraft({ contact, ...wish }: DraftWish, { caller, at, newId }: Doing): Decided<LinkDraft> {
  const draft: LinkDraft = {
    ...timelineStart,
    org: caller.org,
    id: newId('linkDraft'),
    version: 1,
    status: 'open',
    wish,
    hasContact: contact !== undefined,
    createdAt: at,
    createdBy: caller.member,
    changedAt: at,
    changedBy: caller.member,
  };
  const listed = { listPk: `ORG#${draft.org}#LINK_DRAFTS`, listSk: draft.id };
  const fields = { ...toStored(linkDraftShape, draft), ...draft, ...listed };
  return {
    value: draft,
    intents: [
      ...create(fields, entry('created', wish, { caller, at, newId }), newId),
      ...contactWrites(draft, undefined, contact),
    ],
  };
}

/** The whole of a draft anew. */
export function replaceDraft(
  draft: LinkDraft,
  known: Contact | undefined,
  { contact, ...wish }: DraftWish,
  doing: Doing,
): Decided<LinkDraft> {
  const set = { wish, hasContact: contact !== undefined, changedAt: doing.at, changedBy: doing.caller.member };
  return {
    value: { ...draft, ...set, version: draft.version + 1 },
    intents: [
      ...move(draft, { set }, entry('changed', wish, doing), doing.newId),
      ...contactWrites(draft, known, contact),
    ],
  };
}

type End =
  | { readonly status: 'submitted'; readonly requestId: NonNullable<LinkDraft['requestId']> }
  | { readonly status: 'discarded' };

/** Ends a draft, as the request that it became or as nothing: it leaves the list, and nothing of the wish stays. */
export function endDraft(draft: LinkDraft, end: End, { caller, at, newId }: Doing): Decided<LinkDraft> {
  const wish = DraftWish.omit({ contact: true }).parse({});
  const set = { ...end, wish, hasContact: false, changedAt: at, changedBy: caller.member };
  const told = {
    type: `link_draft.${end.status}`,
    actor: { kind: 'member', id: caller.member },
    at,
    data: end.status === 'submitted' ? { request: end.requestId } : {},
  } as const;
  return {
    value: { ...draft, ...set, version: draft.version + 1 },
    intents: [
      ...move(draft, { set, remove: ['listPk', 'listSk'] }, told, newId),
      ...(draft.hasContact ? [dropContact(draft.org, draft.id)] : []),
    ],
  };
}

/** The entry names the fields that are there, not what they say: an identifier is for a second person to find (B15). */
function entry(what: 'created' | 'changed', wish: Omit<DraftWish, 'contact'>, { caller, at }: Doing) {
  const fields = Object.entries(wish).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  return { type: `link_draft.${what}`, actor: { kind: 'member', id: caller.member }, at, data: { fields } } as const;
}

function contactWrites(
  { org, id }: LinkDraft,
  known: Contact | undefined,
  contact: DraftWish['contact'],
): readonly WriteIntent[] {
  if (contact) return [known ? replaceContact(known, contact) : contactIntent({ org, subject: id, ...contact })];
  return known ? [dropContact(org, id)] : [];
}
