import * as z from 'zod';
import { Instant, plusSeconds } from '../kernel/clock.ts';
import { idSchema, type NewId } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Caller } from '../platform/contract.ts';
import type { Tables } from '../platform/tables.ts';
import { type Actor, append, create, Followed, move, recordKey, timelineStart } from '../timeline/index.ts';

/** As many as an organisation may have: each of its events is looked at once for each of them. */
export const MOST_WEBHOOKS = 20;
/** How long the secret before signs beside the new one. A constant, no policy: the receiver's page says it. */
export const OLD_SECRET_SECONDS = 24 * 60 * 60;
/** More than so many secrets in force at once would be a loop that rotates. */
const MOST_SECRETS = 5;

/** A signing secret as it rests: sealed for this organisation and webhook, and until when it is in force. */
const SealedSecret = z.object({ sealed: z.string(), until: Instant.optional() });

/** A receiver of an organisation: where its events are sent, and which. */
export const Webhook = Followed.extend({
  id: idSchema('webhook'),
  url: z.string().describe('where events are posted to'),
  types: z.array(z.string()).describe('events by name, or all of a kind (`link_request.*`)'),
  description: z.string().describe('what it is for'),
  status: z.enum(['active', 'disabled', 'deleted']).describe('only an active one is sent anything'),
  disabledBecause: z
    .enum(['asked', 'gone', 'failing'])
    .optional()
    .describe('an admin asked for it; the receiver answered 410 Gone; nothing but failures for five days'),
  /** The newest first. */
  secrets: z.array(SealedSecret),
  /** Tries that failed since the last that did not. Noted beside the record's versions, as often as they happen. */
  failures: z.int().nonnegative(),
  failingSince: Instant.optional().describe('when the first of an unbroken row of failures was'),
  pausedUntil: Instant.optional().describe('nothing is tried before, because tries failed in a row'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who entered it'),
});
export type Webhook = z.infer<typeof Webhook>;

export const webhookShape = storedShape({ name: 'webhook', version: 1, schema: Webhook, upcasts: {} });

/** Where an organisation's webhooks are listed; deleted ones are not. */
export const webhooksOf = (org: string): string => `ORG#${org}#WEBHOOKS`;

export async function readWebhook(tables: Pick<Tables, 'get'>, org: string, id: string): Promise<Webhook | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(webhookShape, item);
}

/** All that are not deleted, oldest first. By the list, so that one of a moment ago may be missing. */
export async function readWebhooks(tables: Pick<Tables, 'query'>, org: string): Promise<readonly Webhook[]> {
  const { items } = await tables.query({ table: 'desk', index: 'list', pk: webhooksOf(org), limit: MOST_WEBHOOKS + 1 });
  return items.map((item) => readStored(webhookShape, item));
}

type Doing = { readonly by: Pick<Caller, 'org' | 'member'>; readonly at: Instant; readonly newId: NewId };
type NewWebhook = Pick<Webhook, 'id' | 'url' | 'types' | 'description'> & { readonly sealed: string };

export function enterWebhook({ sealed, ...entered }: NewWebhook, { by, at, newId }: Doing): Decided<Webhook> {
  const webhook: Webhook = {
    ...timelineStart,
    ...entered,
    org: by.org,
    version: 1,
    status: 'active',
    secrets: [{ sealed }],
    failures: 0,
    createdAt: at,
    createdBy: by.member,
  };
  const fields = { ...toStored(webhookShape, webhook), ...webhook, listPk: webhooksOf(by.org), listSk: webhook.id };
  const entry = { type: 'webhook.created', actor: memberOf(by), at, data: { types: webhook.types } } as const;
  return { value: webhook, intents: create(fields, entry, newId) };
}

/** What a person may change. `disabled` switches it off or on; on again, it starts without a memory of failures. */
export type WebhookChange = {
  readonly url?: string | undefined;
  readonly types?: string[] | undefined;
  readonly description?: string | undefined;
  readonly disabled?: boolean | undefined;
};

/** @returns `not_allowed_now` for a webhook that is deleted, or that is already what is asked for. */
export function changeWebhook(webhook: Webhook, asked: WebhookChange, doing: Doing): Result<Decided<Webhook>, Problem> {
  const { disabled, ...rest } = asked;
  const refusal = deletedRefusal(webhook) ?? (disabled === undefined ? undefined : switchRefusal(webhook, disabled));
  if (refusal) return err(refusal);
  const fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const turn = disabled === undefined ? 'changed' : disabled ? 'disabled' : 'enabled';
  const { set, remove, data } = turns[turn];
  const told = { ...data, fields: Object.keys(fields) };
  const entry = { type: `webhook.${turn}`, actor: memberOf(doing.by), at: doing.at, data: told } as const;
  return ok(step(webhook, { ...fields, ...set }, remove, entry, doing.newId));
}

/** Fields about a bad time, which a webhook that is switched on again or deleted does not have. */
const health = ['disabledBecause', 'failingSince', 'pausedUntil'] as const;

/** What each turn sets and takes away besides the fields that were named, and what its entry tells. */
const turns = {
  changed: { set: {}, remove: [], data: {} },
  disabled: { set: { status: 'disabled', disabledBecause: 'asked' }, remove: [], data: { because: 'asked' } },
  enabled: { set: { status: 'active', failures: 0 }, remove: health, data: {} },
} as const;

/** A new secret first; those before it go on for a day. */
export function rotateSecret(
  webhook: Webhook,
  sealed: string,
  { by, at, newId }: Doing,
): Result<Decided<Webhook>, Problem> {
  const refusal = deletedRefusal(webhook);
  if (refusal) return err(refusal);
  const oldUntil = plusSeconds(at, OLD_SECRET_SECONDS);
  const before = webhook.secrets
    .filter(({ until }) => until === undefined || until > at)
    .map((secret) => ({ until: oldUntil, ...secret }));
  const secrets = [{ sealed }, ...before].slice(0, MOST_SECRETS);
  const entry = { type: 'webhook.secret_rotated', actor: memberOf(by), at, data: { oldUntil } } as const;
  return ok(step(webhook, { secrets }, [], entry, newId));
}

/** It keeps its place and its timeline, and loses its secrets. */
export function deleteWebhook(webhook: Webhook, { by, at, newId }: Doing): Decided<Webhook> {
  if (webhook.status === 'deleted') return { value: webhook, intents: [] };
  const entry = { type: 'webhook.deleted', actor: memberOf(by), at } as const;
  return step(webhook, { status: 'deleted', secrets: [] }, ['listPk', 'listSk', ...health], entry, newId);
}

/** The desk's own decision, after the receiver's answer or for want of one. */
export function disableWebhook(
  webhook: Webhook,
  because: 'gone' | 'failing',
  { at, newId }: Pick<Doing, 'at' | 'newId'>,
): Decided<Webhook> {
  if (webhook.status !== 'active') return { value: webhook, intents: [] };
  const actor = { kind: 'desk', part: 'webhooks' } as const;
  const entry = { type: 'webhook.disabled', actor, at, data: { because } } as const;
  return step(webhook, { status: 'disabled', disabledBecause: because }, ['pausedUntil'], entry, newId);
}

/** The entry that becomes an event for this webhook alone, by the way that all events go. Its id is the message's. */
export function askTest(webhook: Webhook, { by, at, newId }: Doing): readonly WriteIntent[] {
  return append(webhook, { type: 'webhook.test', actor: memberOf(by), at }, newId);
}

/** What needs an active webhook. */
export function inactiveRefusal({ status }: Pick<Webhook, 'status'>): Problem | undefined {
  return status === 'active' ? undefined : { kind: 'not_allowed_now', params: { status } };
}

export function deletedRefusal({ status }: Pick<Webhook, 'status'>): Problem | undefined {
  return status === 'deleted' ? { kind: 'not_allowed_now', params: { status } } : undefined;
}

export function switchRefusal({ status }: Pick<Webhook, 'status'>, disabled: boolean): Problem | undefined {
  return (status === 'disabled') === disabled ? { kind: 'not_allowed_now', params: { status } } : undefined;
}

function memberOf({ member }: Doing['by']): Actor {
  return { kind: 'member', id: member };
}

function step(
  webhook: Webhook,
  set: Partial<Webhook>,
  remove: readonly string[],
  draft: Parameters<typeof move>[2],
  newId: NewId,
): Decided<Webhook> {
  const left = Object.fromEntries(Object.entries(webhook).filter(([field]) => !remove.includes(field)));
  const value = Webhook.parse({ ...left, ...set, version: webhook.version + 1 });
  return { value, intents: move(webhook, { set, remove }, draft, newId) };
}
