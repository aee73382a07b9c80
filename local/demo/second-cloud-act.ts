import type { LocalCloud } from '../cloud.ts';
import { readInbox } from '../front/inbox.ts';
import { drawCompany } from '../simulators/fictional-companies.ts';
import { createRandom } from '../simulators/seed.ts';
import { accountAt, expectOk, follow, olivia, until, type Walk } from './walk.ts';
import { submitForm } from './web-form.ts';

/**
 * The same request at a cloud with other rules: Alibaba Cloud registers the customer, is told what it may spend, learns
 * its account from the form of the invitation, and asks nobody to approve.
 */
export async function secondCloudAct({ cloud, handsOn, step }: Walk): Promise<void> {
  const { request, company } = await step('Olivia asks for a link at Alibaba Cloud, with terms', async (say) => {
    const company = await newCompany(cloud);
    const { linkRequest } = expectOk(
      await (await olivia(cloud)).createLinkRequest({
        body: {
          partnerAccountId: await accountAt(cloud, 'alibaba-intl'),
          purpose: 'onboarding',
          types: ['billing'],
          gathered: ['signatory', 'registration_details', 'country_covered', 'billing_terms'],
          team: 'onboarding',
          confirm: { customer: true, types: true },
          customer: { name: company.name, country: 'SG' },
          contact: { email: company.email, language: 'en' },
          terms: { limit: { amount: '5000', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' },
          siteFields: { CustomerSource: 'Other', CustomerTrade: '01' },
        },
      }),
    ).json;
    say(`${linkRequest.id}: ${company.name}, up to 5000 USD`);
    return { company, request: { cloud, id: linkRequest.id, told: new Set([linkRequest.status]) } };
  });
  await step('The customer says yes, and the provider invites', async (say) => {
    const page = await until('the mail to the customer', async () => {
      const mails = await readInbox(cloud.engineUrl);
      const mail = mails.find(({ to, text }) => to.includes(company.email) && text.includes(`${cloud.deskUrl}/d/`));
      return mail?.text.match(/https?:\/\/\S+\/d\/[\w-]+/)?.[0];
    });
    say(page);
    if (handsOn) say('Open it, leave the account empty and say yes.');
    else await submitForm(page, { accountId: '' });
    await follow(request, ['checking', 'awaiting_customer', 'inviting'], say, handsOn);
  });
  await step('The customer fills in the form of the invitation, which links it', async (say) => {
    const { invitations } = await cloud.alibaba.readState();
    const token = invitations.find(({ email }) => email === company.email)?.token;
    const page = `${cloud.alibabaUrl}/register?token=${token}`;
    say(page);
    if (handsOn) say(`Open it and register as ${company.name}.`);
    else await submitForm(page, { ...company, country: 'SG' });
    const done = await follow(request, ['awaiting_application', 'preparing'], say, handsOn);
    say(`${done.customer.name} is account ${done.customer.accountId}, ${done.linkId}: ${done.status}`);
  });
}

async function newCompany({ alibaba }: LocalCloud) {
  const { customers, invitations } = await alibaba.readState();
  const position = { cursor: invitations.length + 1 };
  const taken = new Set(Object.values(customers).map(({ nickname }) => nickname));
  return drawCompany(
    createRandom(() => position),
    taken,
  );
}
