import type * as z from 'zod';
import type { LinkView } from '../../functions/links/view.ts';
import type { LocalCloud } from '../cloud.ts';
import type { Say } from '../command.ts';
import { runDueWork } from '../due-work.ts';
import { accountAt, expectOk, expectProblem, newCustomer, olivia, petra, until, type Walk, wishFor } from './walk.ts';

type LinkShown = z.infer<typeof LinkView>;

/**
 * What goes wrong on ordinary days, and what the desk makes of it: a slip of two digits, a customer who is linked
 * already, and a link that stops working without anybody being told.
 */
export async function careAct({ cloud, step }: Walk): Promise<void> {
  const linked = await linkThatWorks(cloud);
  await step('Two digits change places: the request waits for a second person', (say) => nearMiss(cloud, linked, say));
  await step('A customer who is linked already is named', (say) => linkedAlready(cloud, linked, say));
  await step('A link stops working: the next check says so, and says when it works again', (say) =>
    degradeAndHeal(cloud, linked, say),
  );
}

/** Petra finds the digits by herself; those that she types are not the customer's, so she declines. */
async function nearMiss(cloud: LocalCloud, linked: LinkShown, say: Say): Promise<void> {
  const { customers } = await cloud.tencent.readState();
  const slip = swaps(linked.customer.accountId).find((account) => !(account in customers));
  if (slip === undefined) throw new Error('Every slip of this account is an account by now: npm start -- --fresh');
  const customer = await newCustomer(cloud, slip);
  const body = await wishFor(cloud, customer);
  const { linkRequest } = expectOk(await (await olivia(cloud)).createLinkRequest({ body })).json;
  const params = { requestId: linkRequest.id };
  const waiting = await until('the second person to be asked', async () => {
    const { linkRequest: shown } = expectOk(await (await petra(cloud)).getLinkRequest({ params })).json;
    return shown.status === 'awaiting_second_person' ? shown : undefined;
  });
  say(`Asked for ${customer.name}, ${slip}; ${linked.customer.name}, ${linked.customer.accountId}, is linked`);
  say(`Why a second person: ${waiting.secondPerson?.because.join(', ')}`);
  say(`Petra is shown ${waiting.customer.accountId}: ${waiting.turn}`);
  const lastFour = linked.customer.accountId.slice(-4);
  const agreed = await (await petra(cloud)).decideSecondPerson({ params, body: { verdict: 'agree', lastFour } });
  say(`She types ${lastFour}, as the contract says: ${expectProblem(agreed).title}`);
  const reason = `The contract is with ${linked.customer.name}, who is linked`;
  expectOk(await (await petra(cloud)).decideSecondPerson({ params, body: { verdict: 'decline', reason } }));
  const ended = await until('the request to end', async () => {
    const { linkRequest: shown } = expectOk(await (await olivia(cloud)).getLinkRequest({ params })).json;
    return shown.status === 'rejected' ? shown : undefined;
  });
  say(`${ended.status}: ${ended.reason}`);
}

async function linkedAlready(cloud: LocalCloud, { customer }: LinkShown, say: Say): Promise<void> {
  const wish = await wishFor(cloud, { uin: customer.accountId, name: customer.name, email: 'it@customer.example' });
  const { title, remediation } = expectProblem(await (await olivia(cloud)).createLinkRequest({ body: wish }));
  say(`${customer.name}: ${title}`);
  say(remediation);
}

/** The provider turns the reading of the bill away, as it does when a right was taken back. */
async function degradeAndHeal(cloud: LocalCloud, { id, customer }: LinkShown, say: Say): Promise<void> {
  const { id: fault } = await cloud.tencent.addFault({
    fault: { kind: 'error', code: 'UnauthorizedOperation.UinNoAuth' },
    action: 'DescribeCustomerBillSummary',
    match: { CustomerUin: Number(customer.accountId) },
    times: 100,
  });
  say(`The provider answers UinNoAuth to the bill of ${customer.name}`);
  const broken = await checkedUntil(cloud, id, ({ verified }) => verified === 'degraded');
  say(`${broken.verified}: ${broken.failing.join(', ')} does not hold; ready to provision: ${broken.readyToProvision}`);
  await cloud.tencent.clearFaults(fault);
  const healed = await checkedUntil(cloud, id, ({ verified }) => verified === 'effective');
  say(`It answers again: ${healed.verified}; ready to provision: ${healed.readyToProvision}`);
}

/** Has a link checked, again and again, until it stands as expected. */
function checkedUntil(cloud: LocalCloud, linkId: LinkShown['id'], stands: (link: LinkShown) => boolean) {
  const params = { linkId };
  return until('the link to be checked', async () => {
    const client = await petra(cloud);
    expectOk(await client.verifyLink({ params, body: {} }));
    await runDueWork(cloud);
    const { link } = expectOk(await client.getLink({ params })).json;
    return stands(link) ? link : undefined;
  });
}

/** Some link of the seeded book that is proved. */
async function linkThatWorks(cloud: LocalCloud): Promise<LinkShown> {
  const partnerAccountId = await accountAt(cloud, 'tencent-intl');
  const query = { limit: 100, verified: 'effective', partnerAccountId } as const;
  const { items } = expectOk(await (await olivia(cloud)).listLinks({ query })).json;
  const [found] = items.filter(({ customer }) => swaps(customer.accountId).length > 0);
  if (found === undefined) throw new Error('No link is proved. Start over with `npm start -- --fresh`.');
  return found;
}

/** The account with two neighbouring digits changed, in every way that shows in the last four. */
function swaps(account: string): string[] {
  return account.split('').flatMap((digit, at) => {
    const next = account[at + 1];
    if (at < account.length - 5 || next === undefined || next === digit) return [];
    return [account.slice(0, at) + next + digit + account.slice(at + 2)];
  });
}
