import type { LinkRequestView } from '../../functions/links/view.ts';
import type { Site } from '../../functions/providers/provider.ts';
import type { LocalCloud } from '../cloud.ts';
import type { Say } from '../command.ts';
import { readInbox } from '../front/inbox.ts';
import { accountAt, type Customer, expectOk, type Followed, follow, olivia, until, type Walk } from './walk.ts';
import { submitForm } from './web-form.ts';

/** The customer as the reseller's own records have it, and its account at Huawei Cloud. */
type Company = Customer & { readonly reference: string; readonly huawei: string };

const terms = {
  limit: { amount: '5000', currency: 'USD' },
  whenUsedUp: 'stop',
  newPurchases: 'allowed',
} as const;

/**
 * The customer that was linked at Tencent Cloud is linked at two more, by their own rules. Alibaba Cloud registers it, is
 * told what it may spend, learns its account from the form of the invitation, and asks nobody to approve. Huawei Cloud has
 * no call for inviting: an operator does it by a run sheet, and a new customer is frozen until its budget is set. At the
 * end all three stand on one line.
 */
export async function cloudsAct(walk: Walk, linked: Customer): Promise<void> {
  const { cloud, step } = walk;
  const company = await step('The same customer has accounts at two more clouds', async (say) => {
    const entered = await enteredCompany(cloud, linked);
    await importRecord(cloud, entered, { 'huawei-intl': entered.huawei });
    say(`${entered.reference} ${entered.name}: Tencent ${entered.uin}, Huawei ${entered.huawei}`);
    say(await inOneLine(cloud, entered, say));
    return entered;
  });
  await atAlibaba(walk, company);
  await atHuawei(walk, company);
  await step('One customer at three clouds', async (say) => {
    say(await inOneLine(cloud, company, say));
    const alibaba = await learnedAccount(cloud, company);
    await importRecord(cloud, company, { 'huawei-intl': company.huawei, 'alibaba-intl': alibaba });
    say('With the account that was learned on record:');
    say(await inOneLine(cloud, company, say));
  });
}

async function atAlibaba({ cloud, handsOn, step }: Walk, company: Company): Promise<void> {
  const request = await step('Olivia asks for a link at Alibaba Cloud, with terms', async (say) =>
    asked(cloud, company, say, {
      partnerAccountId: await accountAt(cloud, 'alibaba-intl'),
      gathered: ['signatory', 'registration_details', 'country_covered', 'billing_terms'],
      customer: { name: company.name, reference: company.reference, country: 'SG' },
      siteFields: { CustomerSource: 'Other', CustomerTrade: '01' },
    }),
  );
  await step('The customer says yes, and the provider invites', async (say) => {
    const page = await newPage(cloud, company, request.mailed);
    say(page);
    if (handsOn) say('Open it, leave the account empty and say yes.');
    else await submitForm(page, { accountId: '' });
    await follow(request, ['checking', 'awaiting_customer', 'inviting'], say, handsOn);
  });
  await step('The customer fills in the form of the invitation, which links it', async (say) => {
    const { invitations } = await cloud.alibaba.readState();
    const token = invitations.findLast(({ email }) => email === company.email)?.token;
    const page = `${cloud.alibabaUrl}/register?token=${token}`;
    say(page);
    if (handsOn) say(`Open it and register as ${company.name}.`);
    else await submitForm(page, { name: company.name, email: company.email, country: 'SG' });
    await tellLinked(await follow(request, ['awaiting_application', 'preparing'], say, handsOn), say);
  });
}

async function atHuawei({ cloud, handsOn, step }: Walk, company: Company): Promise<void> {
  const request = await step('Olivia asks for a link at Huawei Cloud; the customer says yes', async (say) => {
    const followed = await asked(cloud, company, say, {
      partnerAccountId: await accountAt(cloud, 'huawei-intl'),
      gathered: ['account_identifier', 'signatory', 'account_may_associate', 'billing_terms'],
      customer: {
        accountId: company.huawei,
        accountIdAgain: company.huawei,
        name: company.name,
        reference: company.reference,
      },
    });
    await follow(followed, ['checking'], say);
    const page = await newPage(cloud, company, followed.mailed);
    say(page);
    if (handsOn) say(`Open it, type the account ${company.huawei} and say yes.`);
    else await submitForm(page, { accountId: company.huawei });
    await follow(followed, ['awaiting_customer', 'inviting'], say, handsOn);
    return followed;
  });
  const invitation = await step('No call invites there: Olivia does it by the run sheet', async (say) => {
    const params = { requestId: request.id };
    const { sheet, invite } = expectOk(await (await olivia(cloud)).getLinkRequestSheet({ params })).json;
    say(`${sheet.title}. ${sheet.where}. Whom: ${invite?.email}`);
    for (const { number, text } of sheet.steps) say(`  ${number}. ${text}`);
    const partner = await partnerAt(cloud, 'huawei-intl');
    const sent = await cloud.huawei.sendInvitation({
      partner,
      by: 'link',
      email: company.email,
      customerName: company.name,
    });
    const time = new Date(Date.parse(sent.sentAt[0] ?? '')).toISOString();
    for (const { number } of sheet.steps) {
      const body = number === sheet.steps.length ? ({ choice: 'invited', time } as const) : {};
      expectOk(await (await olivia(cloud)).tickLinkRequestSheet({ params: { ...params, step: number }, body }));
    }
    await follow(request, ['awaiting_operator'], say);
    return sent;
  });
  await step('The customer accepts; its budget is set, which lifts the freeze', async (say) => {
    const page = `${cloud.huaweiUrl}/invitation?token=${invitation.token}`;
    say(page);
    if (handsOn) say(`Open it and sign in as account ${company.huawei}.`);
    else await submitForm(page, { id: company.huawei });
    await tellLinked(await follow(request, ['awaiting_application', 'preparing'], say, handsOn), say);
    const { customers } = await cloud.huawei.readState();
    const { budget, frozen } = customers[company.huawei] ?? {};
    say(`Its budget there: ${budget?.amount} USD; frozen: ${frozen}`);
  });
}

/** A request, and the pages that were mailed to its customer before. */
type Asked = Followed & { readonly mailed: readonly string[] };

async function asked(cloud: LocalCloud, company: Company, say: Say, of: Wish): Promise<Asked> {
  const mailed = await mailedPages(cloud, company);
  const { linkRequest } = expectOk(
    await (await olivia(cloud)).createLinkRequest({
      body: {
        purpose: 'onboarding',
        types: ['billing'],
        team: 'onboarding',
        confirm: { customer: true, types: true },
        contact: { email: company.email, language: 'en' },
        terms,
        ...of,
      },
    }),
  ).json;
  say(`${linkRequest.id}: ${of.customer.name}, up to ${terms.limit.amount} ${terms.limit.currency}`);
  return { cloud, id: linkRequest.id, told: new Set([linkRequest.status]), mailed };
}

type Wish = {
  readonly partnerAccountId: `acc_${string}`;
  readonly gathered: string[];
  readonly customer: { name: string; reference: string; country?: string; accountId?: string; accountIdAgain?: string };
  readonly siteFields?: Record<string, string>;
};

async function tellLinked({ customer, linkId, status }: LinkRequestView, say: Say): Promise<void> {
  say(`${customer.name} is account ${customer.accountId}, ${linkId}: ${status}`);
}

/** Its number follows from its account; the account at Huawei Cloud is there before anybody is invited. */
async function enteredCompany({ huawei }: LocalCloud, linked: Customer): Promise<Company> {
  const accountName = `account-${linked.uin}`;
  const { id } = await huawei.setCustomer({ accountName, realName: linked.name, email: linked.email });
  return { ...linked, reference: `C-${linked.uin.slice(-5)}`, huawei: id };
}

async function importRecord(cloud: LocalCloud, company: Company, accounts: Partial<Record<Site, string>>) {
  const all = Object.entries({ 'tencent-intl': company.uin, ...accounts });
  const lines = all.map(([site, account]) => `${company.reference},"${company.name}",SG,production,${site},${account}`);
  const body = ['reference,name,country,environment,site,account_id', ...lines, ''].join('\n');
  expectOk(await (await olivia(cloud)).importCustomers({ query: {}, body }));
}

/** How the customer stands everywhere, with what does not fit said before. */
async function inOneLine(cloud: LocalCloud, { reference }: Company, say: Say): Promise<string> {
  const shown = expectOk(await (await olivia(cloud)).getCustomerClouds({ params: { reference } })).json;
  for (const { site, says } of shown.gaps) say(`  ${site}: ${says}`);
  for (const { site, accountId, says } of shown.conflicts) say(`  ${site} ${accountId}: ${says}`);
  return shown.line;
}

async function learnedAccount(cloud: LocalCloud, { reference }: Company): Promise<string> {
  const { clouds } = expectOk(await (await olivia(cloud)).getCustomerClouds({ params: { reference } })).json;
  const account = clouds.find(({ site }) => site === 'alibaba-intl')?.accounts[0];
  if (!account) throw new Error('No account was learned at Alibaba Cloud.');
  return account.accountId;
}

async function partnerAt(cloud: LocalCloud, site: Site): Promise<string> {
  const { items } = expectOk(await (await olivia(cloud)).listPartnerAccounts({ query: { limit: 100 } })).json;
  const account = items.find((one) => one.environment === 'production' && one.site === site);
  if (!account) throw new Error(`The reseller has no production account at ${site}.`);
  return account.partnerId;
}

/** Pages that our mails have led the customer to so far. */
async function mailedPages({ engineUrl }: LocalCloud, { email }: Company): Promise<readonly string[]> {
  const mails = await readInbox(engineUrl);
  return mails
    .filter(({ to }) => to.includes(email))
    .flatMap(({ text }) => text.match(/https?:\/\/\S+\/d\/[\w-]+/g) ?? []);
}

/** The page of the question that was mailed after these. */
function newPage(cloud: LocalCloud, company: Company, before: readonly string[]): Promise<string> {
  return until('the mail to the customer', async () =>
    (await mailedPages(cloud, company)).find((page) => !before.includes(page)),
  );
}
