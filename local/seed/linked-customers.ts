import { createHash } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { recordDecision } from '../../functions/decisions/record-decision.ts';
import { type Instant, instant } from '../../functions/kernel/clock.ts';
import { idPrefixes, type NewId } from '../../functions/kernel/ids.ts';
import { InvariantBroken } from '../../functions/kernel/result.ts';
import type { Key } from '../../functions/kernel/write.ts';
import { readLinkRequest, type StepInput } from '../../functions/links/advance.ts';
import { customerLockKey } from '../../functions/links/customer-lock.ts';
import type { LinkRequest } from '../../functions/links/link-request.ts';
import { requestLink } from '../../functions/links/request-link.ts';
import { createActivate } from '../../functions/links/tasks/activate.ts';
import { createCheckRequest } from '../../functions/links/tasks/check-request.ts';
import { createRecordApplication } from '../../functions/links/tasks/record-application.ts';
import { createRecordCustomerAnswer } from '../../functions/links/tasks/record-customer-answer.ts';
import { type Transition, transition, waitingRef } from '../../functions/links/transition.ts';
import { LinkWish } from '../../functions/links/wish.ts';
import type { Tables } from '../../functions/platform/tables.ts';
import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import type { TencentControl } from '../simulators/tencent/control-client.ts';
import { draftTables } from './drafted-tables.ts';
import { proveInThePast } from './proved-link.ts';

type Customer = Awaited<ReturnType<TencentControl['readState']>>['customers'][string];

/** Under which account, and who asked. */
export interface Linking {
  readonly org: string;
  readonly operator: string;
  readonly account: { readonly id: string; readonly partnerId: string };
}

/** As many as the store answers at once without a queue. */
const AT_ONCE = 8;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Gives every customer that the provider lists under the account its link, with the request, the answers and the
 * timeline that led to it: the link slice's own functions, run with the clock of those days. A customer that has its
 * link is left alone.
 * @returns how many were added
 */
export async function seedLinkedCustomers(
  tables: Tables,
  linking: Linking,
  customers: readonly Customer[],
): Promise<number> {
  const { org, account } = linking;
  const own = customers.filter(({ reseller }) => reseller === account.partnerId);
  const add = async (customer: Customer): Promise<boolean> => {
    const lock = customerLockKey({ org, site: 'tencent-intl', accountId: customer.uin });
    if (await tables.get('desk', lock)) return false;
    const written = await tables.transact(await pastOf(tables, linking, customer));
    return written.ok;
  };
  let added = 0;
  for (let from = 0; from < own.length; from += AT_ONCE)
    added += (await Promise.all(own.slice(from, from + AT_ONCE).map(add))).filter(Boolean).length;
  return added;
}

async function pastOf(real: Tables, { org, operator, account }: Linking, customer: Customer) {
  const drafted = draftTables(real);
  const { tables } = drafted;
  const linked = Date.parse(customer.boundAt ?? customer.registeredAt);
  let now = linked - 3 * DAY;
  const mailLock = () => Promise.reject(new InvariantBroken('every seeded customer has an account'));
  const clock = { now: () => instant(now) };
  const deps = { tables, clock, newId: idsOf(customer.uin, () => now), capabilitiesOf, mailLock };
  const wish = LinkWish.parse({
    partnerAccountId: account.id,
    purpose: 'onboarding',
    types: ['billing'],
    gathered: ['account_identifier', 'signatory', 'billing_terms'],
    team: 'onboarding',
    expected: { payer: 'reseller', currency: 'USD' },
    confirm: { customer: true, types: true },
    customer: { accountId: customer.uin, accountIdAgain: customer.uin, name: customer.name },
    contact: { email: customer.email, language: /\p{Script=Han}/u.test(customer.name) ? 'zh-CN' : 'en' },
  });
  const key = { key: `seed-${customer.uin}`, caller: operator, bodyHash: '' };
  const created = await requestLink(deps, { org, member: operator }, wish, key, (record) => ({
    status: 201,
    json: { id: record.id, execution: record.execution },
  }));
  if (!created.ok)
    throw new InvariantBroken(`customer ${customer.uin} can't be seeded: ${JSON.stringify(created.error)}`);
  const { id, execution } = created.value.json;
  const step: StepInput = { org, requestId: id, execution };
  const read = async (): Promise<LinkRequest> => {
    const record = await readLinkRequest(tables, org, id);
    if (!record) throw new InvariantBroken(`${id} was created a moment ago`);
    return record;
  };
  const move = async (to: Omit<Transition, 'at'>) =>
    tables.transact(transition(await read(), { ...to, at: instant(now) }, deps.newId).intents);
  const answer = async (verdict: string, actor: Transition['actor'], more = {}) => {
    const ref = waitingRef(await read());
    if (!ref) throw new InvariantBroken(`${id} waits for nobody`);
    await recordDecision(deps, ref, { verdict, actor, answer: more });
  };

  now += MINUTE;
  await createCheckRequest(deps)(step);
  now += 2 * DAY;
  await answer('confirmed', { kind: 'customer' });
  await createRecordCustomerAnswer(deps)(step);
  now += MINUTE;
  const invitation = { number: 1, outcome: 'sent', at: instant(now), lapsesAt: instant(now + 30 * DAY) } as const;
  const desk = { kind: 'desk', part: 'link-machine' } as const;
  const wait = {
    kind: 'application',
    party: 'customer',
    for: 'customer_application',
    seconds: (30 * DAY) / 1000,
  } as const;
  await move({ to: 'awaiting_application', actor: desk, set: { invitation }, wait, data: { invitation } });
  now = linked - HOUR;
  const provider = { kind: 'provider', site: 'tencent-intl' } as const;
  const application = { account: customer.uin, appliedAt: instant(now), word: 'Reviewing' };
  await answer('applied', provider, { application });
  await createRecordApplication(deps)(step);
  now = linked;
  await move({ to: 'preparing', actor: provider, set: { linkedAt: instant(linked) }, data: { listed: true } });
  await createActivate(deps)(step);
  const { linkId } = await read();
  if (!linkId) throw new InvariantBroken(`${id} ends without a link`);
  const setNow = (at: Instant) => {
    now = Date.parse(at);
  };
  const today = instant(Date.now());
  await proveInThePast(deps, { org, id: linkId, account: customer, setNow }, instant(linked), today);
  // Of what was due only the next look at the link lies ahead, and nobody will repeat the call.
  return drafted.items().filter(({ key }) => !/^DUE#|#IDEM#/.test(key.pk) || liesAhead(key, today));
}

function liesAhead({ pk, sk }: Key, today: Instant): boolean {
  return pk.startsWith('DUE#') && sk > today && sk.includes('#link.verify#');
}

/** Ids of those days, the same at every run: their first 48 bits are the time (UUIDv7), the rest is drawn from `seed`. */
function idsOf(seed: string, now: () => number): NewId {
  let count = 0;
  return (kind) => {
    count += 1;
    const bytes = new Uint8Array(createHash('sha256').update(`${seed}#${kind}#${count}`).digest().subarray(0, 16));
    const time = now();
    for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(time / 2 ** (8 * (5 - at))) % 256;
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const prefix = idPrefixes[kind];
    return `${prefix}_${TypeID.fromUUIDBytes(prefix, bytes).getSuffix()}`;
  };
}
