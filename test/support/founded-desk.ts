import { vi } from 'vitest';
import { instant } from '../../functions/kernel/clock.ts';
import { type IdKind, idPrefixes, type NewId } from '../../functions/kernel/ids.ts';
import type { Result } from '../../functions/kernel/result.ts';
import { readAdmins } from '../../functions/parties/admins.ts';
import { foundOrganisation } from '../../functions/parties/found-organisation.ts';
import { putMachineClient } from '../../functions/parties/identity.ts';
import { addMember } from '../../functions/parties/member.ts';
import { enterPartnerAccount } from '../../functions/parties/partner-account.ts';
import type { CredentialStore, Identities, SignInOwner, WriteDeps } from '../../functions/parties/ports.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { newDelivery } from '../../functions/webhooks/delivery.ts';
import { changeWebhook, enterWebhook, readWebhook } from '../../functions/webhooks/webhook.ts';
import { customerNamed, recordCustomers } from './customer-records.ts';
import { memoryTables } from './memory-tables.ts';

const FOUNDED = Date.parse('2026-11-02T01:30:00.000Z');
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids that count upwards, in the form of real ones. */
export function countingIds(): NewId {
  let count = 0;
  return <K extends IdKind>(kind: K) => {
    count += 1;
    const digit = (place: number) => DIGITS[Math.floor(count / 32 ** place) % 32] ?? '';
    const high = count < 1024 ? '8r' : `${digit(3)}${digit(2)}`;
    return `${idPrefixes[kind]}_01kb8q3y7tf4mx6z9w1c5v${high}${digit(1)}${digit(0)}` as const;
  };
}

/**
 * Two resellers in memory, each with an admin; the first also has an operator, a machine client, a partner account and a
 * customer.
 * `ids` names what the paths of the API name. The partner account is at `site`. Calls made while founding are forgotten.
 */
export async function foundedDesk(site: Site = 'tencent-intl') {
  const newId = countingIds();
  const tables = memoryTables();
  const time = { now: FOUNDED };
  const clock = { now: () => instant(time.now) };
  const signIns = new Map<string, SignInOwner>();
  const identities = {
    ensureSignIn: vi.fn<Identities['ensureSignIn']>(async (email, owner) => {
      if (!signIns.has(email)) signIns.set(email, owner);
      return signIns.get(email);
    }),
    provesClient: vi.fn<Identities['provesClient']>(async (id, secret) => secret === `secret of ${id}`),
  };
  const credentials = { put: vi.fn<CredentialStore['put']>(async () => undefined) };
  const deps = { tables, clock, newId, identities, credentials };

  const found = async (name: string, email: string) => {
    const org = newId('organisation');
    must(await foundOrganisation(deps, { org, name, kind: 'reseller', admin: { displayName: 'Mei Hua Lim', email } }));
    return { org, admin: signIns.get(email)?.member ?? '' };
  };
  const first = await found('Tamarisk Cloud Services Pte. Ltd.', 'meihua.lim@tamarisk.example.com');
  const other = await found('Brindlecove Limited', 'tom.hale@brindlecove.example.org');

  const { org } = first;
  const doing = { actor: { kind: 'member', id: first.admin }, at: clock.now(), newId } as const;
  const person = { displayName: 'Wei Ling Tan', email: 'weiling.tan@tamarisk.example.com' };
  const clientId = '7q2v9m4k1d8s6h3x5b0n7c2t4f';
  const operator = newId('member');
  const machine = newId('member');
  signIns.set(person.email, { org, member: operator });
  const account = enterPartnerAccount(
    {
      name: 'Tencent Cloud International',
      site,
      partnerId: '200031884999',
      tier: 'reseller',
      environment: 'production',
      timeZone: 'Asia/Singapore',
      syncTime: '02:30',
      allowlisted: ['invite'],
    },
    { by: { org, member: first.admin }, at: clock.now(), newId },
  );
  const admins = await readAdmins(tables, org);
  const added = [
    addMember({ kind: 'person', org, id: operator, rights: ['enter', 'operator'], person }, admins, doing),
    addMember({ kind: 'machine', org, id: machine, rights: ['service'], name: 'CRM', clientId }, admins, doing),
  ];
  const client = putMachineClient(clientId, { org, member: machine });
  must(await tables.transact([client, ...account.intents, ...added.flatMap(({ intents }) => intents)]));

  const customer = customerNamed('C-1042', 'Larkspur Robotics Pte. Ltd.', '200012345678');
  const { id: importId } = await recordCustomers(deps, org, [customer]);

  const { webhook, deliveryId } = await foundWebhook(deps, { org, member: first.admin });

  tables.calls.splice(0);
  identities.ensureSignIn.mockClear();
  // No link request, link, unbind, upload or sync is there: those are the ids of nothing, for either organisation.
  const nothing = {
    requestId: newId('linkRequest'),
    linkId: newId('link'),
    draftId: newId('linkDraft'),
    unbindId: 'ubd_01kb8q3y7tf4mx6z9w1c5v9zz0',
    evidenceId: 'evd_01kb8q3y7tf4mx6z9w1c5v9zz1',
    actionId: 'act_01kb8q3y7tf4mx6z9w1c5v9zz2',
    uploadId: 'rup_01kb8q3y7tf4mx6z9w1c5v9zz3',
    syncId: 'rsy_01kb8q3y7tf4mx6z9w1c5v9zz4',
    step: '1',
    check: 'not_frozen',
    period: '2026-10',
  } as const;
  const ids = {
    noticeId: `${newId('linkRequest')}.customer_question.1`,
    accountId: account.value.id,
    recordId: account.value.id,
    memberId: operator,
    reference: customer.reference,
    importId,
    webhookId: webhook.id,
    deliveryId,
    ...nothing,
  };
  return { deps, time, signIns, ...first, other, operator, machine, clientId, account: account.value, ids };
}

/** A webhook that is switched off, with a delivery in its log: nothing of it is ever due. */
async function foundWebhook(
  { tables, clock, newId }: Pick<WriteDeps, 'tables' | 'clock' | 'newId'>,
  by: { readonly org: string; readonly member: string },
) {
  const doing = { by, at: clock.now(), newId };
  const asked = { url: 'https://hooks.tamarisk.example.com/desk', types: ['link_request.*'], description: 'CRM' };
  const entered = enterWebhook({ id: newId('webhook'), ...asked, sealed: 'c2VhbGVk' }, doing);
  must(await tables.transact(entered.intents));
  const stored = (await readWebhook(tables, by.org, entered.value.id)) ?? entered.value;
  const { value: webhook, intents } = must(changeWebhook(stored, { disabled: true }, doing));
  must(await tables.transact(intents));
  const event = { id: newId('timelineEntry'), type: 'link_request.created.v1', ...by, seq: 1 } as const;
  const rest = {
    subject: 'lreq_1',
    correlationId: 'lreq_1',
    occurredAt: doing.at,
    schemaVersion: 1,
    data: {},
  } as const;
  const { delivery, intents: writes } = newDelivery(webhook.id, { ...event, ...rest }, doing.at, doing.at);
  must(await tables.transact(writes.slice(0, 1)));
  return { webhook, deliveryId: delivery.id };
}

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
