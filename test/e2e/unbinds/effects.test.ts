import { beforeAll, describe, expect, test } from 'vitest';
import { defaultTerms } from '../../../functions/parties/index.ts';
import { seedLinkedCustomers } from '../../../local/seed/linked-customers.ts';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  newCustomer,
  type Reseller,
  sharedDesk,
} from '../../support/desk.ts';
import { ahead, killWorkers } from '../../support/desk-faults.ts';
import { hand } from '../rights/probe.ts';

const because = 'Has to be mended before the unbinding';

/** What the desk does for a customer at the provider once somebody has approved it. */
const remedies = {
  'the allocation of credit': {
    action: 'AllocateCustomerCredit',
    ask: (operator: DeskClient, linkId: `link_${string}`) =>
      operator.askCreditAllocation({ params: { linkId }, body: { amount: '0.01', currency: 'USD', because } }),
    mended: { creditRemaining: '0.00' },
    notMended: { creditRemaining: '-0.01' },
  },
  'the lifting of a freeze': {
    action: 'ForceQN',
    ask: (operator: DeskClient, linkId: `link_${string}`) =>
      operator.askUnfreezing({ params: { linkId }, body: { because } }),
    mended: { force: 0 },
    notMended: { force: 2 },
  },
} as const;

const faults = {
  'whose worker is killed before the provider does it': { kind: 'hold', when: 'before' },
  'whose worker is killed after the provider has done it': { kind: 'hold', when: 'after' },
  'whose worker is killed, and which the provider never does': { kind: 'timeout' },
  'whose answer is lost': { kind: 'drop', effect: 'done' },
  'that is lost on its way': { kind: 'drop', effect: 'none' },
} as const;

type Customer = Awaited<ReturnType<typeof newCustomer>> & { readonly linkId: `link_${string}` };
type Row = {
  readonly remedy: keyof typeof remedies;
  readonly met: keyof typeof faults;
  readonly customer: Customer;
  readonly actionId: `act_${string}`;
};

const names = Object.keys(remedies) as (keyof typeof remedies)[];
const mishaps = Object.keys(faults) as (keyof typeof faults)[];
const all = names.flatMap((remedy) => mishaps.map((met) => ({ remedy, met })));
const happens = (met: keyof typeof faults) =>
  met !== 'whose worker is killed, and which the provider never does' && met !== 'that is lost on its way';
const kills = (met: keyof typeof faults) => faults[met].kind !== 'drop';

let desk: Desk;
let reseller: Reseller;
let operator: DeskClient;
let approver: DeskClient;
const played = new Map<string, Row>();

/** Killing ends all that the group's workers do, so those whose calls break have theirs before. */
beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk, defaultTerms);
  [operator, approver] = await Promise.all([reseller.as('operator'), reseller.as('approver')]);
  await switchOn();
  const customers = await linked(all.length);
  for (const [at, { remedy, met }] of all.entries()) {
    const customer = customers[at];
    if (!customer) throw new Error('too few customers');
    const { approvedAction } = (await expectOk<Asked>(remedies[remedy].ask(operator, customer.linkId))).json;
    played.set(`${remedy} ${met}`, { remedy, met, customer, actionId: approvedAction.id });
  }
  const rows = [...played.values()];
  const [killed, lost] = [rows.filter(({ met }) => kills(met)), rows.filter(({ met }) => !kills(met))];
  await Promise.all(lost.map(approveMeeting));
  await Promise.all(lost.map(bring));
  const meetings = await Promise.all(killed.map(approveMeeting));
  const dying = Promise.allSettled(killed.map(bring));
  for (const id of meetings) await desk.cloud.tencent.awaitHeldCall({ id, timeoutMs: 60_000 });
  await killWorkers(desk, 'unbinds-provider');
  for (const id of meetings) await desk.cloud.tencent.releaseCalls(id);
  await dying;
  // a queue brings what a dead worker had once more, and the desk what it has to read back, until its time is over
  await ahead(desk, ['unbinds-provider'], 900, () => Promise.all(rows.map(bring)));
}, 300_000);

type Asked = { readonly json: { readonly approvedAction: { readonly id: `act_${string}` } } };

/** The provider has to switch on for an account that it may lift freezes. */
async function switchOn() {
  const admin = await reseller.as('admin');
  const params = { accountId: reseller.accountId as `acc_${string}` };
  const { version, allowlisted: before } = (await expectOk(admin.readPartnerAccount({ params }))).json;
  const allowlisted = [...before, 'unfreeze' as const];
  await expectOk(admin.changePartnerAccount({ params, body: { allowlisted }, ifMatch: version }));
}

/** Linked customers, each short of a cent and frozen. */
async function linked(count: number): Promise<Customer[]> {
  const { tencent } = desk.cloud;
  const made = await Promise.all(Array.from({ length: count }, () => newCustomer(desk)));
  const boundAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
  for (const { uin } of made) await tencent.setCustomer({ uin, reseller: reseller.partner, boundAt });
  const known = (await tencent.readState()).customers;
  const account = { id: reseller.accountId, partnerId: reseller.partner };
  const theirs = made.flatMap(({ uin }) => known[uin] ?? []);
  await seedLinkedCustomers(desk.tables, { org: reseller.org, operator: 'desk', account }, theirs);
  for (const { uin } of made) await tencent.setCustomer({ uin, creditRemaining: '-0.01', force: 2 });
  const links = (await expectOk(operator.listLinks({ query: { limit: 100 } }))).json.items;
  return made.map((one) => {
    const link = links.find(({ customer }) => customer.accountId === one.uin);
    if (!link) throw new Error(`${one.uin} is not linked`);
    return { ...one, linkId: link.id };
  });
}

/** Approves what was asked for; its call will meet with its fault. @returns the fault */
async function approveMeeting({ remedy, met, customer, actionId }: Row): Promise<string> {
  const { action } = remedies[remedy];
  const meets = { action, account: reseller.partner, customer: customer.uin };
  const { id } = await desk.cloud.tencent.addFault({ ...meets, fault: faults[met] });
  await approve(actionId);
  return id;
}

const approve = (actionId: `act_${string}`) =>
  expectOk(approver.decideApprovedAction({ params: { actionId }, body: { verdict: 'approve' } }));

/** Brings the group what was approved, as its queue does. */
async function bring({ actionId }: Pick<Row, 'actionId'>): Promise<void> {
  const at = new Date().toISOString();
  await hand(desk, 'unbinds-provider', { kind: 'unbind.act', org: reseller.org, id: actionId, at });
}

const read = async (actionId: `act_${string}`) =>
  (await expectOk(operator.getApprovedAction({ params: { actionId } }))).json.approvedAction;

/** What became of each call for a customer that the provider was asked. */
async function outcomes({ remedy, customer }: Row): Promise<string[]> {
  const { action } = remedies[remedy];
  const { calls } = await desk.cloud.tencent.listCalls({ account: reseller.partner, action });
  return calls
    .filter(({ parameters }) => String(parameters['ClientUin']) === customer.uin)
    .map(({ outcome }) => outcome);
}

const atProvider = async ({ customer }: Row) => (await desk.cloud.tencent.readState()).customers[customer.uin];

function rowOf({ remedy, met }: Pick<Row, 'remedy' | 'met'>): Row {
  const row = played.get(`${remedy} ${met}`);
  if (!row) throw new Error(`${remedy} ${met} was not played`);
  return row;
}

describe('R086: what the desk does at the provider, it does once, whoever dies when', () => {
  test.for(all.filter(({ met }) => happens(met)))('$remedy $met is found there, and is done', async (which) => {
    const row = rowOf(which);
    expect(await read(row.actionId)).toMatchObject({ status: 'done' });
    expect(await outcomes(row)).toEqual(['ok']);
    expect(await atProvider(row)).toMatchObject(remedies[row.remedy].mended);
  });

  test.for(all.filter(({ met }) => !happens(met)))(
    '$remedy $met is not found there: it is left to a person, and asked for anew it is done',
    async (which) => {
      const row = rowOf(which);
      const { ask, mended, notMended } = remedies[row.remedy];
      expect(await read(row.actionId)).toMatchObject({ status: 'unknown' });
      expect(await outcomes(row)).toEqual(['not performed']);
      expect(await atProvider(row)).toMatchObject(notMended);
      const params = { actionId: row.actionId };
      const again = await approver.decideApprovedAction({ params, body: { verdict: 'approve' } });
      expect(again).toMatchObject({ error: { code: 'not_allowed_now', params: { status: 'unknown' } } });

      const { id } = (await expectOk<Asked>(ask(operator, row.customer.linkId))).json.approvedAction;
      await approve(id);
      await bring({ actionId: id });
      expect(await read(id)).toMatchObject({ status: 'done' });
      expect(await outcomes(row)).toEqual(['not performed', 'ok']);
      expect(await atProvider(row)).toMatchObject(mended);
      expect(await read(row.actionId)).toMatchObject({ status: 'unknown' });
    },
  );
});
