import type * as z from 'zod';
import { ControlRefusal, checkedInput } from '../../control.ts';
import { wireTime } from '../wire-format.ts';
import type { World } from '../world.ts';
import { associate } from './associate.ts';
import type { chinaContract } from './control-contract.ts';
import {
  type ChinaApplication,
  type ChinaUnbinding,
  type Client,
  chinaBillSchema,
  chinaRebateSchema,
  clientSchema,
  freshClient,
} from './state.ts';

/*
 * What customers and Tencent Cloud do at the China site, for which there is no API. By which pages is not documented, so
 * there is no pretend console.
 */

type Given<K extends keyof typeof chinaContract> = z.output<(typeof chinaContract)[K]['input']>;

/** Changes the given fields of an account, or makes one (which then needs `name` and `mail`). */
export function setClient(world: World, patch: Given<'setClient'>): Client {
  const { clients } = world.state.china;
  const client = checkedInput(clientSchema, { ...freshClient, ...clients[patch.uin], ...patch });
  if (client.partner !== null) client.associatedAt ??= now(world);
  clients[client.uin] = client;
  return client;
}

export function apply(world: World, { partner, uin }: Given<'apply'>): ChinaApplication {
  const { china } = world.state;
  if (china.partners[partner] === undefined) {
    throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${partner}.`);
  }
  clientOf(world, uin);
  if (china.applications.some((one) => one.uin === uin && one.partner === partner)) {
    throw new ControlRefusal(409, 'already_applied', 'This account has applied to this partner already.');
  }
  const application: ChinaApplication = { partner, uin, appliedAt: now(world), status: 1, note: '' };
  china.applications.push(application);
  return application;
}

export function withdraw(world: World, uin: string): number {
  const { applications } = world.state.china;
  const going = applications.filter((one) => one.uin === uin);
  for (const application of going) applications.splice(applications.indexOf(application), 1);
  return going.length;
}

/** Only what the partner has accepted is with Tencent Cloud. */
export function endAudit(world: World, { uin, verdict }: Given<'endAudit'>): Client {
  const { china } = world.state;
  const client = clientOf(world, uin);
  const application = china.applications.find((one) => one.uin === uin && one.status !== 1);
  if (application === undefined) throw new ControlRefusal(409, 'not_in_audit', `Nothing of ${uin} is in audit.`);
  if (verdict === 'to_channel') application.status = 4;
  else if (verdict === 'refuse') china.applications.splice(china.applications.indexOf(application), 1);
  else associate(china, application, now(world));
  return client;
}

export function openUnbinding(world: World, uin: string): ChinaUnbinding {
  const { unbindings } = world.state.china;
  const { partner, name } = clientOf(world, uin);
  if (partner === null) throw new ControlRefusal(409, 'not_linked', `Account ${uin} has no partner.`);
  if (unbindings.some((one) => one.uin === uin && one.status === 0)) {
    throw new ControlRefusal(409, 'already_open', `Account ${uin} is being unbound already.`);
  }
  const record: ChinaUnbinding = { partner, uin, name, status: 0, appliedAt: now(world), endedAt: null };
  unbindings.push(record);
  return record;
}

const endings = { unbound: 1, revoked: 2, revoked_by_relation: 3, turned_down: 4 } as const;

export function endUnbinding(world: World, { uin, as }: Given<'endUnbinding'>): ChinaUnbinding {
  const record = world.state.china.unbindings.find((one) => one.uin === uin && one.status === 0);
  if (record === undefined) throw new ControlRefusal(409, 'not_open', `Account ${uin} is not being unbound.`);
  record.status = endings[as];
  record.endedAt = now(world);
  if (as === 'unbound') Object.assign(clientOf(world, uin), { partner: null, associatedAt: null, remark: '' });
  return record;
}

export function addBill(world: World, row: Given<'addBill'>): z.output<typeof chinaBillSchema> {
  const { china } = world.state;
  const bill = checkedInput(chinaBillSchema, {
    partner: clientOf(world, row.uin).partner,
    month: wireTime(now(world)).slice(0, 7),
    orderId: `2026${String(china.bills.length + 1).padStart(12, '0')}`,
    payAt: now(world),
    goodsType: '云服务器',
    payMode: 'postpay',
    payerMode: 'selfpay',
    ...row,
  });
  china.bills.push(bill);
  return bill;
}

export function setRebates(world: World, { account, month, put, remove }: Given<'setRebates'>) {
  const { china } = world.state;
  const isOf = (row: { partner: string; month: string }) => row.partner === account && row.month === month;
  const rows = new Map(china.rebates.filter(isOf).map((row) => [row.uin, row]));
  for (const row of put) {
    const fresh = { partner: account, month, amt: 0, monthSales: 0, quarterSales: 0, flag: 'NORMAL' };
    rows.set(row.uin, checkedInput(chinaRebateSchema, { ...fresh, ...rows.get(row.uin), ...row }));
  }
  for (const uin of remove) rows.delete(uin);
  china.rebates = [...china.rebates.filter((row) => !isOf(row)), ...rows.values()];
  return { rows: [...rows.values()] };
}

function now(world: World): string {
  return world.clock.now().toISOString();
}

function clientOf(world: World, uin: string): Client {
  const client = world.state.china.clients[uin];
  if (client === undefined) throw new ControlRefusal(404, 'no_such_account', `There is no account ${uin}.`);
  return client;
}
