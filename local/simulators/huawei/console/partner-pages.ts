import { html } from 'hono/html';
import { ControlRefusal } from '../../control.ts';
import { at, button, hidden, type Markup, tick, type View, yesOrNo } from '../../page.ts';
import { obstaclesOf, openDisassociationOf, statusLabels } from '../associations/disassociations.ts';
import { isExpired } from '../associations/invitations.ts';
import { customerOf, partnerOf } from '../change-customers.ts';
import type { Customer } from '../customer-state.ts';
import type { Disassociation, Invitation, PartnerAccount } from '../state.ts';
import { wireTime } from '../wire-format.ts';
import { customersOf, type World } from '../world.ts';
import { causeInWords } from './customer-pages.ts';

/** A partner with thousands of customers searches. */
const shownCustomers = 100;

/** Who one may be: there is no sign-in. */
export function rolesPage(world: World): View {
  const partners = Object.values(world.state.partners);
  return {
    title: 'Who are you?',
    links: [],
    content: html`<h2>The administrator of a partner</h2>
<ul>${partners.map(({ id, name, role }) => html`<li><a href="${at('/console/customers', { account: id })}">${name}</a> (${id}), ${role.replaceAll('_', ' ')}</li>`)}</ul>
<h2>A customer</h2>
<form action="/console/my-account">
<p><label>Account id <input name="id" required size="34"></label> <button>Go</button></p>
</form>`,
  };
}

/** Customer Management. */
export function customersPage(world: World, account: string, search: string): View {
  const partner = partnerOf(world, account);
  const found = customersOf(world, partner).filter(({ id, accountName, realName }) =>
    [id, accountName, realName].some((text) => text.includes(search)),
  );
  const shown = found.slice(0, shownCustomers);
  return {
    title: 'Customer Management',
    links: linksOf(partner),
    content: html`<form action="/console/customers">
${hidden({ account })}
<p><label>Account id or name <input name="search" value="${search}"></label> <button>Search</button></p>
</form>
<table>
<thead><tr><th>Account</th><th>Customer</th><th>Mode</th><th>State</th><th>Budget (USD)</th><th>More</th></tr></thead>
<tbody>${shown.map((customer) => customerRow(world, account, customer))}</tbody>
</table>
<p>${shown.length} of ${found.length} shown.</p>`,
  };
}

/** One customer: its budget, its freeze, and the end of the association. */
export function customerPage(world: World, account: string, id: string): View {
  const partner = partnerOf(world, account);
  const customer = ownedBy(world, account, id);
  const obstacles = obstaclesOf(customer);
  return {
    title: `${customer.accountName} (${id})`,
    links: linksOf(partner),
    content: html`<h2>Budget</h2>
<form method="post" action="/console/customer/budget">
${hidden({ account, id })}
<p><label>Amount (USD) <input name="amount" inputmode="decimal" required value="${customer.budget?.amount ?? ''}"></label></p>
${tick('unfreeze', 'Unfreeze the account', true)}
<p><button>Set budget</button></p>
</form>
<h2>Freeze</h2>
${
  customer.frozen === 'no'
    ? button('/console/customer/freeze', 'Freeze', { account, id, frozen: 'ACCOUNT' })
    : button('/console/customer/freeze', 'Unfreeze', { account, id, frozen: 'no' })
}
<h2>Disassociate</h2>
${obstacles.length === 0 ? html`<p>Account check: nothing in the way.</p>` : html`<ul>${obstacles.map((words) => html`<li>${words}</li>`)}</ul>`}
<form method="post" action="/console/customer/disassociate">
${hidden({ account, id })}
<p><label>Reason <input name="reason" required maxlength="500"></label></p>
${tick('notice', 'I know what this means and agree to it')}
<p><button>Disassociate</button></p>
</form>`,
  };
}

/** What was sent, with the links, since no mail leaves this computer. */
export function invitationsPage(world: World, account: string): View {
  const partner = partnerOf(world, account);
  const sent = world.state.invitations.filter((each) => each.partner === account).toReversed();
  return {
    title: 'Invitations',
    links: linksOf(partner),
    content: html`<form method="post" action="/console/invite">
${hidden({ account })}
<p><label>Customer <input name="customerName" maxlength="200"></label>
<label>E-mail <input name="email" type="email"></label>
<label>By <select name="by"><option>email</option><option>link</option><option>qr</option></select></label>
<label>Mode <select name="associationType"><option value="3">resale</option><option value="1">referral</option></select></label>
<button>Invite</button></p>
</form>
<table>
<thead><tr><th>Customer</th><th>Sent (UTC)</th><th>Where it stands</th><th>More</th></tr></thead>
<tbody>${sent.map((invitation) => invitationRow(world, invitation))}</tbody>
</table>`,
  };
}

/** Manage Association Records. */
export function recordsPage(world: World, account: string): View {
  const records = world.state.disassociations.filter((each) => each.partner === account).toReversed();
  return {
    title: 'Manage Association Records',
    links: linksOf(partnerOf(world, account)),
    content: html`<table>
<thead><tr><th>Customer</th><th>Started by</th><th>At (UTC)</th><th>Reason</th><th>Status</th><th>Review</th></tr></thead>
<tbody>${records.map((record) => recordRow(world, record))}</tbody>
</table>
${records.length === 0 ? html`<p>None.</p>` : ''}`,
  };
}

/** A partner's own customer. @throws `ControlRefusal` `not_your_customer` */
export function ownedBy(world: World, account: string, id: string): Customer {
  const customer = customerOf(world, id);
  if (customer.partner === account) return customer;
  throw new ControlRefusal(404, 'not_your_customer', `Account ${id} is not a customer of this partner.`);
}

function linksOf({ id: account, name }: PartnerAccount): View['links'] {
  return [
    [at('/console/customers', { account }), `${name}: Customer Management`],
    [at('/console/invitations', { account }), 'Invitations'],
    [at('/console/records', { account }), 'Manage Association Records'],
  ];
}

function customerRow(world: World, account: string, customer: Customer): Markup {
  const { id, accountName, realName, associationType, frozen, budget } = customer;
  const open = openDisassociationOf(world, id);
  return html`<tr id="${id}">
<td>${accountName}<br>${id}</td><td>${realName}</td><td>${associationType === '3' ? 'resale' : 'referral'}</td>
<td>${frozen === 'no' ? 'Normal' : 'Frozen'} ${open === undefined ? '' : statusLabels[open.status]}</td>
<td>${budget === null ? 'not set' : `${budget.used} of ${budget.amount}`}</td>
<td><a href="${at('/console/customer', { account, id })}">More</a></td>
</tr>`;
}

function invitationRow(world: World, invitation: Invitation): Markup {
  const { id, email, customerName, by, sentAt, stage, token, failureCause, customer, partner } = invitation;
  const isOver = isExpired(world, invitation);
  const isOpen = stage === 'sent' && !isOver;
  return html`<tr id="${id}">
<td>${customerName} ${email} (${by})</td><td>${sentAt.map(wireTime).join(', ')}</td>
<td>${isOver ? 'expired' : stage} ${causeInWords(failureCause)} ${customer ?? ''}</td>
<td>${isOpen ? html`<a href="${at('/invitation', { token })}">Open as the customer</a>` : ''}
${stage === 'sent' ? button('/console/invite/again', 'Send again', { account: partner, invitation: id }) : ''}</td>
</tr>`;
}

/** Who may answer here: the partner, and whoever plays the provider. */
const reviews: Partial<Record<Disassociation['status'], string>> = {
  partner_review: '/console/records/answer',
  provider_review: '/console/records/provider',
};
const words = { name: 'answer', yes: ['approve', 'Approve'], no: ['reject', 'Reject'] } as const;

function recordRow(world: World, record: Disassociation): Markup {
  const { id, customer, partner, startedBy, startedAt, reason, status, answer } = record;
  const fields = { account: partner, id: customer };
  return html`<tr id="${id}">
<td>${customerOf(world, customer).accountName}<br>${customer}</td><td>${startedBy}</td><td>${wireTime(startedAt)}</td>
<td>${reason}</td><td>${statusLabels[status]} ${answer}</td>
<td>${reviews[status] === undefined ? '' : yesOrNo(reviews[status], fields, words)}</td>
</tr>`;
}
