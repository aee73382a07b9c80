import { Logger } from '@aws-lambda-powertools/logger';
import { instant } from '../../functions/kernel/clock.ts';
import { readStored, toStored } from '../../functions/kernel/stored.ts';
import { type Link, linkListKeys, linkShape } from '../../functions/links/link.ts';
import { policyShape } from '../../functions/parties/policy.ts';
import { claims } from '../../functions/platform/caller.ts';
import { type DueItem, dueItemShape, dueShards } from '../../functions/platform/due.ts';
import { httpGroup } from '../../functions/platform/http.ts';
import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import { create, recordKey, timelineStart } from '../../functions/timeline/index.ts';
import { checklistKey, checklistShape } from '../../functions/verification/checklist.ts';
import { verificationOperations } from '../../functions/verification/contract.ts';
import { verificationReadHandlers, verificationWriteHandlers } from '../../functions/verification/http/handlers.ts';
import { startChecklist } from '../../functions/verification/index.ts';
import { createVerifyLink } from '../../functions/verification/work/verify-link.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import { foundedDesk } from './founded-desk.ts';
import { type ProofSaid, scriptedProvider } from './scripted-provider.ts';

export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Verification in memory: links as they are just after they were made, a provider that does as told, and a clock. */
export async function verifyDesk() {
  const desk = await foundedDesk();
  const { tables, clock, newId } = desk.deps;
  const provider = scriptedProvider(clock);
  const deps = {
    tables,
    clock,
    newId,
    readsOf: () => provider.port,
    capabilitiesOf: (...at: Parameters<typeof capabilitiesOf>) => {
      const known = capabilitiesOf(...at);
      return known && { ...known, ...provider.site };
    },
  };
  const verify = createVerifyLink(deps);

  /** Everything due of verification, soonest first. */
  const dueItems = () =>
    dueShards
      .flatMap((shard) => tables.items('desk', `DUE#${shard}`))
      .map((item) => ({ item, work: readStored(dueItemShape, item) }))
      .filter(({ work }) => work.kind === 'link.verify')
      .toSorted((a, b) => a.work.at.localeCompare(b.work.at));

  /** Does what is due until so many seconds from now, each at its own instant, as the minutely worker does. */
  async function pass(seconds: number): Promise<void> {
    const until = desk.time.now + seconds * 1000;
    for (let rounds = 0; rounds < 5000; rounds += 1) {
      const next = dueItems()[0];
      if (!next || Date.parse(next.work.at) > until) break;
      desk.time.now = Math.max(desk.time.now, Date.parse(next.work.at));
      const { pk, sk } = next.item;
      await tables.transact([{ op: 'delete', table: 'desk', key: { pk, sk }, expect: [], refusal: 'lock' }]);
      await verify(next.work);
    }
    desk.time.now = Math.max(until, desk.time.now);
  }

  let links = 0;
  /** A link that has just become active, as its request leaves it. */
  async function activate(more: Partial<Link> = {}): Promise<Link['id']> {
    links += 1;
    const id = newId('link');
    const accountId = `2000987${String(links).padStart(5, '0')}`;
    const { id: account, site, environment, partnerId } = desk.account;
    const base: Link = {
      ...timelineStart,
      org: desk.org,
      id,
      version: 1,
      status: 'active',
      verified: 'unverified',
      readyToProvision: false,
      createdAt: clock.now(),
      linkedAt: clock.now(),
      origin: 'request',
      types: ['billing'],
      scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
      team: 'onboarding',
      owner: desk.operator,
      partnerAccount: { id: account, site, environment, partnerId },
      customer: { accountId, name: `Customer ${links} Pte. Ltd.` },
      checklist: 0,
      failing: [],
      ...more,
    };
    const started = startChecklist(base, 'activated', clock.now());
    const link = { ...base, ...started.set };
    const actor = { kind: 'desk', part: 'test' } as const;
    const fields = { ...toStored(linkShape, link), ...link, ...linkListKeys(link) };
    provider.link(link.customer.accountId);
    await tables.transact([
      ...create(fields, { type: 'link.activated', actor, at: clock.now() }, newId),
      ...started.intents,
    ]);
    return id;
  }

  const link = (id: string): Link => {
    const item = tables.items('desk', recordKey(desk.org, id).pk).find(({ sk }) => sk === 'RECORD');
    if (!item) throw new Error(`no link ${id}`);
    return readStored(linkShape, item);
  };
  const checklist = (id: string, number = link(id).checklist) => {
    const { pk, sk } = checklistKey({ org: desk.org, link: id, number });
    const item = tables.items('desk', pk).find((one) => one.sk === sk);
    if (!item) throw new Error(`no checklist ${number} of ${id}`);
    return readStored(checklistShape, item);
  };

  const api = httpGroup(
    verificationOperations,
    { ...verificationReadHandlers(deps), ...verificationWriteHandlers(deps) },
    new Logger({ logLevel: 'SILENT' }),
  );
  let keys = 0;
  type Sent = { readonly json?: unknown; readonly rights?: string; readonly key?: string; readonly query?: object };

  return {
    ...desk,
    tables,
    provider,
    deps,
    verify,
    dueItems,
    pass,
    activate,
    link,
    checklist,
    now: () => instant(desk.time.now),
    /** A link that was proved effective a moment ago. */
    async effective(more: Partial<Link> = {}): Promise<Link['id']> {
      const id = await activate(more);
      await pass(60);
      return id;
    },
    /** How each item of the checklist in hand stands. */
    statuses: (id: string) =>
      Object.fromEntries(Object.entries(checklist(id).items).map(([item, { status }]) => [item, status])),
    /** Types of a link's timeline entries, in order. */
    told: (id: string) => tables.items('timeline', recordKey(desk.org, id).pk).map(({ type }) => String(type)),
    entries: (id: string) => tables.items('timeline', recordKey(desk.org, id).pk),
    change: (id: string, set: Partial<Link>) => {
      const item = tables.items('desk', recordKey(desk.org, id).pk).find(({ sk }) => sk === 'RECORD');
      if (item) tables.seed('desk', { ...item, ...set });
    },
    async setPolicy(set: Partial<Pick<(typeof policyShape)['schema']['_output'], 'verification' | 'escalation'>>) {
      const item = await tables.get('desk', recordKey(desk.org, 'policy'));
      if (!item) throw new Error('no policy');
      tables.seed('desk', { ...item, ...readStored(policyShape, item), ...set });
    },
    proves: (item: Parameters<typeof provider.proves>[0], said?: ProofSaid) => provider.proves(item, said),
    /** One request about a link, by a verifier with a fresh key unless said. */
    async request(route: string, id: string, { json, rights = 'verifier', key, query = {} }: Sent = {}) {
      keys += 1;
      const event = apiEvent(route, {
        path: route.split(' ')[1]?.replace('{linkId}', id) ?? '',
        params: { linkId: id },
        query: Object.fromEntries(Object.entries(query)),
        headers: { 'idempotency-key': key ?? `a-fresh-key-${keys}` },
        claims: { [claims.org]: desk.org, [claims.member]: desk.operator, [claims.rights]: rights },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      const answer = await api(event, lambdaContext());
      return { status: answer.statusCode, json: JSON.parse(answer.body ?? '{}') };
    },
    workOf: (id: string): DueItem => {
      const next = dueItems().find(({ work }) => work.id === id);
      if (!next) throw new Error(`nothing is due of ${id}`);
      return next.work;
    },
  };
}
