import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { DueItem, dueItemShape, dueShards } from '../../../functions/platform/due.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { type DeskEvent, eventOf } from '../../../functions/platform/relay.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';
import { webhooksRead, webhooksWrite } from '../../../functions/webhooks/contract.ts';
import { webhooksReadHandlers } from '../../../functions/webhooks/http/read-handlers.ts';
import { webhooksWriteHandlers } from '../../../functions/webhooks/http/write-handlers.ts';
import { createPost, type Post, type Posted, type Posting } from '../../../functions/webhooks/outbound/send.ts';
import type { Resolve } from '../../../functions/webhooks/outbound/target.ts';
import type { SecretOwner } from '../../../functions/webhooks/ports.ts';
import { cachedOpen } from '../../../functions/webhooks/secrets.ts';
import { createWebhookWork } from '../../../functions/webhooks/work/webhook-work.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

type Asked = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
};
type Shown = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };
type Log = readonly { readonly id: string; readonly status: string; readonly tries: readonly { outcome: string }[] }[];

const whk = '/v1/webhooks/{webhookId}';

/** A receiver's answer. */
export const answered = (status: number, retryAfter?: string) =>
  ({ kind: 'answered', status, ...(retryAfter !== undefined && { retryAfter }) }) as const;

/** What each delivery of a log came to, try by try. */
export const outcomesIn = (log: readonly { tries: readonly { outcome: string }[] }[]) =>
  log.map(({ tries }) => tries.map(({ outcome }) => outcome));

/**
 * Webhooks in memory: their API, the worker, and due work on a clock that stands still. Receivers answer 204 until
 * `answers` says otherwise; with `real`, messages go to real servers of this machine.
 */
export async function webhooksDesk({ real = false } = {}) {
  const desk = await foundedDesk();
  const { tables, clock, newId } = desk.deps;
  const names = new Map<string, readonly string[]>([['hooks.tamarisk.example.com', ['93.184.215.14']]]);
  const resolve: Resolve = async (name) => names.get(name) ?? Promise.reject(new Error('no such name'));
  const opened: SecretOwner[] = [];
  const open = cachedOpen(async (sealed, owner) => {
    const [secret, of] = z.tuple([z.string(), z.string()]).parse(JSON.parse(Buffer.from(sealed, 'base64').toString()));
    if (of !== JSON.stringify(owner)) throw new Error('sealed for another');
    opened.push(owner);
    return secret;
  }, clock);
  const seal = async (secret: string, owner: SecretOwner) =>
    Buffer.from(JSON.stringify([secret, JSON.stringify(owner)])).toString('base64');

  const sent: Posting[] = [];
  let answer: (posting: Posting) => Posted | Promise<Posted> = () => ({ kind: 'answered', status: 204 });
  const post: Post = real
    ? createPost({ reach: 'public_or_loopback', resolve })
    : async (posting) => {
        sent.push(posting);
        return answer(posting);
      };
  const logger = new Logger({ logLevel: 'SILENT' });
  const writes = { ...desk.deps, seal, resolve, reach: real ? ('public_or_loopback' as const) : ('public' as const) };
  const group = httpGroup(
    { ...webhooksRead, ...webhooksWrite },
    { ...webhooksReadHandlers(desk.deps), ...webhooksWriteHandlers(writes) },
    logger,
  );
  const work = createWebhookWork({ tables, clock, newId, open, post, random: () => 0, logger });

  let keys = 0;
  const send = async (route: string, { params, query, body, version, key }: Asked = {}) => {
    keys += 1;
    const event = apiEvent(route, {
      ...(params && { params }),
      ...(query && { query }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      path: route.split(' ')[1]?.replace(/\{(\w+)\}/g, (_, name) => params?.[name] ?? '') ?? '',
      headers: {
        'idempotency-key': key ?? `a-fresh-key-${keys}`,
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      claims: { [claims.org]: desk.org, [claims.member]: desk.admin, [claims.rights]: 'admin' },
    });
    const told = await group(event, lambdaContext());
    const json = z.record(z.string(), z.unknown()).parse(JSON.parse(told.body ?? '{}'));
    return { status: told.statusCode, json, headers: told.headers ?? {} };
  };

  const enter = async (body: object = {}) => {
    const asked = { url: 'https://hooks.tamarisk.example.com/desk', types: ['link_request.*'], ...body };
    const { json } = await send('POST /v1/webhooks', { body: asked });
    return json as Shown & { readonly secret: string };
  };
  const read = async (webhookId: string) => (await send(`GET ${whk}`, { params: { webhookId } })).json as Shown;
  const log = async (webhookId: string, query: Record<string, string> = {}) =>
    (await send(`GET ${whk}/deliveries`, { params: { webhookId }, query })).json['items'] as Log;

  const event = (type = 'link_request.completed.v1', more: Partial<DeskEvent> = {}): DeskEvent => ({
    id: newId('timelineEntry'),
    type: type as DeskEvent['type'],
    org: desk.org,
    subject: 'lreq_01kb8q3y7tf4mx6z9w1c5v8r0k',
    seq: 7,
    occurredAt: clock.now(),
    correlationId: 'lreq_01kb8q3y7tf4mx6z9w1c5v8r0k',
    schemaVersion: 1,
    data: { site: 'tencent-intl', actor: { kind: 'desk', part: 'links' } },
    ...more,
  });
  /** Brings the worker an event as the bus does. */
  const bring = async (one = event()) => {
    await work({ 'detail-type': one.type, source: 'reseller-desk', detail: one });
    return one;
  };
  /** What the desk's own timeline says of webhooks, as events. */
  const told = () =>
    tables
      .items('timeline')
      .map((item) => eventOf(readStored(timelineEntryShape, item)))
      .filter(({ type }) => type.startsWith('webhook.'));

  const due = () =>
    dueShards
      .flatMap((shard) => tables.items('desk', `DUE#${shard}`))
      .map((item) => ({ item, work: DueItem.parse(readStored(dueItemShape, item)) }))
      .filter(({ work: { kind } }) => kind === 'webhook.deliver')
      .toSorted((a, b) => (a.work.at < b.work.at ? -1 : 1));
  /** Lets time pass, and does what is due when it is. */
  const pass = async (seconds: number) => {
    const until = plusSeconds(clock.now(), seconds);
    for (let [next] = due(); next && next.work.at <= until; [next] = due()) {
      desk.time.now = Math.max(desk.time.now, Date.parse(next.work.at));
      const { pk, sk } = next.item;
      await tables.transact([{ op: 'delete', table: 'desk', key: { pk, sk }, expect: [], refusal: 'lock' }]);
      await work(next.work);
    }
    desk.time.now = Date.parse(until);
  };
  const answers = (how: typeof answer | Posted) => void (answer = typeof how === 'function' ? how : () => how);

  return { ...desk, send, enter, read, log, event, bring, told, due, pass, sent, answers, names, opened, work, tables };
}
