import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { LinkRequestView } from '../../functions/links/view.ts';
import type { LocalCloud } from '../cloud.ts';
import type { Say } from '../command.ts';
import { runDueWork } from '../due-work.ts';
import { readInbox } from '../front/inbox.ts';
import { type Customer, expectOk, follow, newCustomer, olivia, until, type Walk, wishFor } from './walk.ts';
import { submitForm } from './web-form.ts';

/**
 * A new customer is linked: asked for, checked, agreed to on the customer's page, invited at the provider, applied for
 * there, found, approved, active. Everything goes through the API, the mails and the pages that people would use.
 */
export async function linkAct({ cloud, handsOn, step }: Walk): Promise<Customer> {
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
  await step('What the customer agreed to, as anybody can verify it', async (say) => {
    const { jws, document } = await until('the customer’s receipt', () => receiptOf(cloud, request.id));
    for (const line of document.text.lines) say(line);
    const verify = `${cloud.deskUrl}/verify`;
    say(`${document.id} at ${verify}: ${await verdictOf(verify, jws)}`);
    const at = jws.length - 9;
    const changed = jws.slice(0, at) + (jws[at] === 'A' ? 'B' : 'A') + jws.slice(at + 1);
    say(`The same with one character changed: ${await verdictOf(verify, changed)}`);
  });
  return customer;
}

/** What the public page says of a receipt, by the code that it shows. */
async function verdictOf(verify: string, receipt: string): Promise<string> {
  const answer = await fetch(verify, { method: 'POST', body: new URLSearchParams({ receipt }) });
  return /data-code="(\w+)"/.exec(await answer.text())?.[1] ?? `status ${answer.status}`;
}

/** Signing is due work, which the scheduler calls each minute only. */
async function receiptOf(cloud: LocalCloud, requestId: LinkRequestView['id']) {
  await runDueWork(cloud);
  const { receipts } = expectOk(await (await olivia(cloud)).getLinkRequestConsent({ params: { requestId } })).json;
  return receipts[0];
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
