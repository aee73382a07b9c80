import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Result } from '../../functions/kernel/result.ts';
import type { LinkRequestView } from '../../functions/links/view.ts';
import type { LocalCloud } from '../cloud.ts';
import type { DoStep, Say } from '../command.ts';
import { runDueWork } from '../due-work.ts';
import { readInbox } from '../front/inbox.ts';
import { demo, password } from '../seed/cast.ts';
import { signIn } from '../sign-in.ts';
import { drawCompany } from '../simulators/fictional-companies.ts';
import { createRandom } from '../simulators/seed.ts';
import { submitForm } from './web-form.ts';

export interface Walk {
  readonly cloud: LocalCloud;
  /** Leaves what customers do to a person at a browser. */
  readonly handsOn: boolean;
  readonly step: DoStep;
}

interface Customer {
  readonly uin: string;
  readonly name: string;
  readonly email: string;
}

interface Followed {
  readonly cloud: LocalCloud;
  readonly id: LinkRequestView['id'];
  /** Statuses that were told of already. */
  readonly told: Set<LinkRequestView['status']>;
}

/** How long a machine may take for its part. A person may take as long as it likes. */
const patienceSeconds = 90;

/**
 * A new customer is linked: asked for, checked, agreed to on the customer's page, invited at the provider, applied for
 * there, found, approved, active. Everything goes through the API, the mails and the pages that people would use.
 */
export async function linkAct({ cloud, handsOn, step }: Walk): Promise<void> {
  const customer = await step('A new customer, and what the desk finds before anything is written', async (say) => {
    const made = await newCustomer(cloud);
    say(`${made.name}, account ${made.uin}`);
    await tryOut(cloud, made, say);
    return made;
  });
  const request = await step('Olivia asks for the link', async (say) => {
    const body = await wishFor(cloud, customer);
    const { linkRequest } = expectOk(await (await olivia(cloud)).createLinkRequest({ body })).json;
    say(`${linkRequest.id}: ${linkRequest.status}`);
    const followed = { cloud, id: linkRequest.id, told: new Set([linkRequest.status]) };
    await follow(followed, ['checking'], say);
    return followed;
  });
  await step('The customer says yes on the page that the mail leads to', async (say) => {
    const page = await until('the mail to the customer', () => mailedLink(cloud, customer));
    say(page);
    if (handsOn) say(`Open it, type the account ${customer.uin} and say yes. Inbox: ${cloud.deskUrl}/inbox`);
    else await submitForm(page, { accountId: customer.uin });
    await follow(request, ['awaiting_customer'], say, handsOn);
    await follow(request, ['inviting'], say);
  });
  await step('The provider invites, and the customer applies there', async (say) => {
    const page = await until('the provider’s invitation', () => invitation(cloud, customer));
    say(page);
    if (handsOn) say(`Open it and apply as account ${customer.uin}, ${customer.name}, ${customer.email}.`);
    else await submitForm(page, { ...customer });
    await follow(request, ['awaiting_application'], say, handsOn);
  });
  await step('The desk approves the application and makes the link', async (say) => {
    await tellTheEnd(cloud, await follow(request, ['approving', 'preparing'], say), say);
  });
}

/** What a person sees who mixed two fields up, and who typed it right. */
async function tryOut(cloud: LocalCloud, customer: Customer, say: Say): Promise<void> {
  const wish = await wishFor(cloud, customer);
  const mixedUp = { ...wish, customer: { ...wish.customer, accountId: customer.email } };
  for (const [what, body] of [
    ['With the mail address in the place of the account', mixedUp],
    ['Typed right', wish],
  ] as const) {
    const { ready, findings } = expectOk(await (await olivia(cloud)).previewLinkRequest({ body })).json;
    say(`${what}: ${ready ? 'ready' : 'not ready'}`);
    for (const { check, result, because } of findings.filter((finding) => finding.result !== 'pass')) {
      say(`  ${result}  ${check}: ${because}`);
    }
  }
}

/**
 * Tells what happens to a request until it has left these statuses. Where a person acts, for as long as they take.
 * @throws when it ends without a link.
 */
async function follow(
  { cloud, id, told }: Followed,
  leave: readonly LinkRequestView['status'][],
  say: Say,
  patient = false,
): Promise<LinkRequestView> {
  return until(patient ? undefined : `the link request to leave ${leave.join(' and ')}`, async () => {
    // The provider is looked at by due work, which the scheduler calls each minute only.
    await runDueWork(cloud);
    const { linkRequest } = expectOk(await (await olivia(cloud)).getLinkRequest({ params: { requestId: id } })).json;
    const { status, group, turn, reason } = linkRequest;
    if (!told.has(status)) say(`${status}: ${turn}`);
    told.add(status);
    if (group === 'failed') throw new Error(`The link request ended as ${status}: ${reason}`);
    return leave.includes(status) ? undefined : linkRequest;
  });
}

async function tellTheEnd(cloud: LocalCloud, { id, linkId, execution }: LinkRequestView, say: Say): Promise<void> {
  const client = await olivia(cloud);
  const of = { params: { requestId: id }, query: { limit: 100 } };
  const { items } = expectOk(await client.getLinkRequestTimeline(of)).json;
  for (const { at, type, actor } of items) say(`${at}  ${actor.kind.padEnd(8)}  ${type}`);
  say(`States: ${(await statesOf(cloud, execution)).join(' → ')}`);
  if (linkId === undefined) throw new Error('The request is completed without a link.');
  const { link } = expectOk(await client.getLink({ params: { linkId } })).json;
  say(`${link.id}: ${link.status}, ${link.verified}`);
}

/** Signed in anew each time: a token lasts 15 minutes, a person at the pages may take longer. */
function olivia(cloud: LocalCloud) {
  return signIn(cloud, demo.operator, password);
}

/** Makes up a company with an account at the pretend Tencent Cloud that nobody has linked yet. */
async function newCustomer({ tencent }: LocalCloud): Promise<Customer> {
  const { customers } = await tencent.readState();
  const known = Object.values(customers);
  const cursor = createHash('sha256').update(String(known.length)).digest().readUInt32BE();
  const position = { cursor };
  const random = createRandom(() => position);
  const company = drawCompany(random, new Set(known.map(({ name }) => name)));
  let uin = `2000${random.digits(8)}`;
  while (uin in customers) uin = `2000${random.digits(8)}`;
  return tencent.setCustomer({ ...company, uin, identity: 'enterprise', authStatus: '3' });
}

async function wishFor(cloud: LocalCloud, { uin, name, email }: Customer) {
  const client = await olivia(cloud);
  const { items } = expectOk(await client.listPartnerAccounts({ query: { limit: 100 } })).json;
  const account = items.find(({ environment }) => environment === 'production');
  if (account === undefined)
    throw new Error('The reseller has no production account. Start over with `npm start -- --fresh`.');
  return {
    partnerAccountId: account.id,
    purpose: 'onboarding' as const,
    types: ['billing' as const],
    gathered: ['account_identifier', 'signatory', 'billing_terms'],
    team: 'onboarding',
    confirm: { customer: true as const, types: true as const },
    customer: { accountId: uin, accountIdAgain: uin, name },
    contact: { email, language: 'en' as const },
  };
}

async function mailedLink({ engineUrl, deskUrl }: LocalCloud, { email }: Customer): Promise<string | undefined> {
  const mail = (await readInbox(engineUrl)).find(
    ({ to, text }) => to.includes(email) && text.includes(`${deskUrl}/d/`),
  );
  return mail?.text.match(/https?:\/\/\S+\/d\/[\w-]+/)?.[0];
}

/** The provider mails it, which its simulator does not: it shows whom it has invited. */
async function invitation({ tencent }: LocalCloud, { email }: Customer): Promise<string | undefined> {
  const { invitations } = await tencent.readState();
  return invitations.find((each) => each.email === email && each.usedAt === null)?.link;
}

async function statesOf({ aws }: LocalCloud, execution: string): Promise<string[]> {
  const executionArn = `arn:aws:states:us-east-1:000000000000:execution:local-desk-link:${execution}`;
  const { events = [] } = await new SFNClient(aws).send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
  );
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** Asks again each second until there is an answer. @throws when it takes too long, unless nothing is named. */
async function until<T>(what: string | undefined, read: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const answer = await read();
    if (answer !== undefined) return answer;
    if (what !== undefined && Date.now() > deadline)
      throw new Error(`Waited ${patienceSeconds} s for ${what} in vain.`);
    await delay(1000);
  }
}

function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`The desk refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
