import { randomUUID } from 'node:crypto';
import { defaultTerms } from '../../functions/parties/index.ts';
import { type Right, rights } from '../../functions/platform/contract.ts';
import { seedLinkedCustomers } from '../../local/seed/linked-customers.ts';
import { machineCredentials } from '../../local/seed.ts';
import { type Desk, expectOk, foundReseller, newCustomer, type Reseller, wishFor } from './desk.ts';
import { type Fuzzed, type Fuzzer, fuzz } from './fuzz.ts';

/** How hard the desk is tried: cases an operation for who holds every right, and for each of the others. */
export type FuzzScale = {
  readonly seed: number;
  readonly examples: number;
  readonly others: number;
  /** With every edge of every schema. */
  readonly edges?: true;
  /** When to give up. */
  readonly minutes: number;
};

const everyRight = rights.filter((right) => right !== 'service');

/**
 * Fuzzes a deployed desk as people of a reseller that has a little of everything: as somebody with all rights, with each
 * right alone, as its machine, and as nobody.
 */
export async function fuzzDesk(
  desk: Desk,
  { seed, examples, others, edges }: FuzzScale,
  signal: AbortSignal,
): Promise<readonly Fuzzed[]> {
  const reseller = await foundReseller(desk, defaultTerms);
  const known = await fill(desk, reseller);
  const token = await reseller.token(...everyRight);
  const alone = await Promise.all(
    everyRight.map(async (right) => ({ name: right, token: await reseller.token(right) })),
  );
  const machine = others > 0 ? await machineOf(desk, reseller) : undefined;
  const fuzzers: readonly Fuzzer[] = [
    { name: 'every-right', token, examples, ...(edges && { edges }) },
    ...(machine ? [...alone, machine.fuzzer].map((one) => ({ ...one, examples: others })) : []),
    { name: 'nobody', examples: Math.max(others, 1) },
  ];
  try {
    return await fuzz({ url: desk.cloud.deskUrl, seed, fuzzers, known, folder: `${desk.cloud.stateDir}/fuzz`, signal });
  } finally {
    await machine?.remove();
  }
}

/** Two requests, a draft, links, customers; what they are called, by where requests name them. */
async function fill(desk: Desk, reseller: Reseller): Promise<Readonly<Record<string, readonly string[]>>> {
  const { tables, cloud } = desk;
  const client = await reseller.as(...everyRight);
  const ask = async () => expectOk(client.createLinkRequest({ body: wishFor(reseller, await newCustomer(desk)) }));
  const requests = [await ask(), await ask(), await ask()].map(({ json }) => json.linkRequest.id);
  const drafted = { partnerAccountId: reseller.accountId as `acc_${string}`, purpose: 'onboarding' as const };
  const draft = await expectOk(client.createLinkDraft({ body: drafted }));
  const me = (await expectOk(client.readMe())).json;
  const linked = await Promise.all([1, 2].map(async () => bound(desk, reseller)));
  const account = { id: reseller.accountId, partnerId: reseller.partner };
  await seedLinkedCustomers(tables, { org: reseller.org, operator: me.member, account }, linked);
  const links = (await expectOk(client.listLinks())).json.items.map(({ id }) => id);
  const file = `reference,name,site,account_id\nC-1,Lantern Logistics,tencent-intl,${linked[0]?.uin}\n`;
  const imported = await expectOk(client.importCustomers({ body: file }));
  if (links.length === 0) throw new Error(`${cloud.deskUrl} shows no links`);
  const members = (await expectOk(client.listMembers())).json.items.map(({ id }) => id);
  return {
    'path.requestId': requests,
    'path.recordId': [...requests, ...links],
    'path.linkId': links,
    'path.draftId': [draft.json.linkDraft.id],
    'path.accountId': [reseller.accountId],
    'path.memberId': members.filter((id) => id !== me.member),
    'path.reference': ['C-1'],
    'path.importId': 'id' in imported.json ? [imported.json.id] : [],
    'body.partnerAccountId': [reseller.accountId],
    'body.owner': members,
    'header.If-Match': ['"1"', '"2"', '"3"'],
    // a key that was used already is answered before anything else is looked at
    'header.Idempotency-Key': Array.from({ length: 400 }, () => randomUUID()),
  };
}

/** A customer that the provider lists under the reseller. */
async function bound(desk: Desk, reseller: Reseller) {
  const { uin } = await newCustomer(desk);
  return desk.cloud.tencent.setCustomer({ uin, reseller: reseller.partner });
}

/** The stage has one machine client, which belongs to one reseller at a time. */
async function machineOf({ cloud }: Desk, reseller: Reseller) {
  const { clientId, clientSecret } = await machineCredentials(cloud);
  const admin = await reseller.as('admin');
  const added = await expectOk(admin.addMachineClient({ body: { name: 'CRM', clientId, clientSecret } }));
  const answer = await fetch(`${cloud.engineUrl}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'desk/api' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const remove = () => admin.removeMachineClient({ params: { memberId: added.json.id } });
  return { fuzzer: { name: 'service' satisfies Right, token }, remove };
}
