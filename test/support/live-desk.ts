import { Logger } from '@aws-lambda-powertools/logger';
import { instant } from '../../functions/kernel/clock.ts';
import { toStored } from '../../functions/kernel/stored.ts';
import { adoptionOperations } from '../../functions/links/adoption/contract.ts';
import { contactIntent } from '../../functions/links/contact.ts';
import { takeLockForLink } from '../../functions/links/customer-lock.ts';
import { type Link, linkListKeys, linkShape, readLink } from '../../functions/links/link.ts';
import { liveLinkOperations } from '../../functions/links/live/contract.ts';
import { liveLinkHandlers } from '../../functions/links/live/handlers.ts';
import { claims } from '../../functions/platform/caller.ts';
import { httpGroup } from '../../functions/platform/http.ts';
import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import { create, recordKey, timelineStart } from '../../functions/timeline/index.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import { foundedDesk } from './founded-desk.ts';

type Sent = {
  readonly member?: string;
  readonly rights?: string;
  readonly key?: string;
  readonly params?: Record<string, string>;
};
/** An organisation in memory with one effective link, and the operations on it. */
export async function liveDesk(more: Partial<Link> = {}) {
  const desk = await foundedDesk();
  const { tables, clock, newId } = desk.deps;
  const link: Link = {
    ...timelineStart,
    org: desk.org,
    id: newId('link'),
    version: 1,
    status: 'active',
    verified: 'effective',
    readyToProvision: true,
    createdAt: clock.now(),
    linkedAt: clock.now(),
    origin: 'request',
    requestId: newId('linkRequest'),
    types: ['billing'],
    scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
    team: 'onboarding',
    owner: desk.operator,
    partnerAccount: {
      id: desk.account.id,
      site: 'tencent-intl',
      environment: 'production',
      partnerId: desk.account.partnerId,
    },
    customer: { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
    checklist: 1,
    failing: [],
    ...more,
  };
  const fields = { ...toStored(linkShape, link), ...link, ...linkListKeys(link) };
  const actor = { kind: 'desk', part: 'test' } as const;
  const place = { org: desk.org, site: 'tencent-intl', accountId: link.customer.accountId };
  const asked = link.requestId ?? newId('linkRequest');
  await tables.transact([
    ...create(fields, { type: 'link.activated', actor, at: clock.now() }, newId),
    takeLockForLink(place, 'production', link.id),
    contactIntent({ org: desk.org, subject: asked, email: 'it@lantern-logistics.example', language: 'en' }),
  ]);
  const api = httpGroup(
    { ...liveLinkOperations, ...adoptionOperations },
    liveLinkHandlers({ ...desk.deps, capabilitiesOf }),
    new Logger({ logLevel: 'SILENT' }),
  );
  let keys = 0;
  return {
    ...desk,
    tables,
    link,
    now: () => instant(desk.time.now),
    /** An operator's request about the link, with a fresh key unless said. */
    send: async (routeKey: string, json: unknown, by: Sent = {}) => {
      keys += 1;
      const { member = desk.operator, rights = 'operator', key = `a-fresh-key-${keys}`, params } = by;
      const answer = await api(
        apiEvent(routeKey, {
          path: routeKey.split(' ')[1]?.replace('{linkId}', link.id) ?? '',
          params: params ?? { linkId: link.id },
          headers: { 'idempotency-key': key },
          claims: { [claims.org]: desk.org, [claims.member]: member, [claims.rights]: rights },
          body: JSON.stringify(json),
        }),
        lambdaContext(),
      );
      return { status: answer.statusCode, json: JSON.parse(answer.body ?? '{}'), headers: answer.headers ?? {} };
    },
    current: async (): Promise<Link> => {
      const found = await readLink(tables, desk.org, link.id);
      if (!found) throw new Error('the link is gone');
      return found;
    },
    /** Timeline entries of the link, oldest first. */
    told: () => tables.items('timeline', recordKey(desk.org, link.id).pk),
  };
}
