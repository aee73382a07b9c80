import { html } from 'hono/html';
import { ControlRefusal } from '../../control.ts';
import { at, button, hidden, type Markup, tick, type View, yesOrNo } from '../../page.ts';
import type { Customer, PartnerAccount, Unbinding } from '../state.ts';
import { overdueOf } from '../unbinding/conditions.ts';
import { cellsOf, columns } from '../unbinding/export.ts';
import { isOpen, openRecordOf, recordsSeenBy } from '../unbinding/records.ts';
import { customersOf, type World } from '../world.ts';

/** A partner with thousands of customers searches. */
const shownCustomers = 100;

/** Who one may be: there is no sign-in. */
export function rolesPage(world: World): View {
  const partners = Object.values(world.state.partners);
  return {
    title: 'Who are you?',
    links: [],
    content: html`<h2>A partner, as its root account</h2>
<ul>${partners.map(({ uin, name, role }) => html`<li><a href="${at('/console/customers', { account: uin })}">${name}</a> (${uin}), ${role.replaceAll('_', ' ')}</li>`)}</ul>
<h2>A customer</h2>
<form action="/console/account">
<p><label>Account identifier (UIN) <input name="uin" required inputmode="numeric"></label> <button>Go</button></p>
</form>`,
  };
}

/** Partner Center > Customer Management. */
export function customersPage(world: World, account: string, search: string): View {
  const partner = partnerOf(world, account);
  const found = manageable(world, partner).filter(({ uin, name }) => uin.includes(search) || name.includes(search));
  const shown = found.slice(0, shownCustomers);
  return {
    title: 'Customer Management',
    links: linksOf(partner),
    content: html`<form action="/console/customers">
${hidden({ account })}
<p><label>UIN or name <input name="search" value="${search}"></label> <button>Search</button></p>
</form>
<table>
<thead><tr><th>UIN</th><th>Name</th><th>Reseller</th><th>Operate</th></tr></thead>
<tbody>${shown.map((customer) => customerRow(world, account, customer))}</tbody>
</table>
<p>${shown.length} of ${found.length} shown.</p>`,
  };
}

/** Customer Management > Operate: what a partner can mend before an unbinding. */
export function customerPage(world: World, account: string, uin: string): View {
  const partner = partnerOf(world, account);
  const customer = ownedBy(world, partner, uin);
  const { uninterruptedService, force, discountsActive, creditRemaining } = customer;
  return {
    title: `${customer.name} (${uin})`,
    links: linksOf(partner),
    content: html`<p>Available credit: ${creditRemaining} USD. Overdue: ${overdueOf(world, customer).toFixed(2)} USD.</p>
<form method="post" action="/console/customer">
${hidden({ account, uin })}
<fieldset><legend>Service Suspension Policy</legend>
${tick('prepaid', 'Uninterrupted service privilege during arrears, prepaid', uninterruptedService.prepaid)}
${tick('postpaid', 'Uninterrupted service privilege during arrears, postpaid', uninterruptedService.postpaid)}
</fieldset>
<fieldset><legend>Account</legend>
${tick('frozen', 'Frozen', force !== 0)}
${tick('discounts', 'Discounts active', discountsActive)}
</fieldset>
<p><button>Save</button></p>
</form>
${button('/console/settle', 'Settle overdue payments', { account, uin })}
<p><a href="${at('/console/unbind', { account, uin })}">Unbind Reselling Relationship</a></p>`,
  };
}

/** The notice and its tick. The nine points are the provider's, in our words. */
export function unbindPage(world: World, account: string, uin: string): View {
  const partner = partnerOf(world, account);
  const customer = ownedBy(world, partner, uin);
  return {
    title: 'Unbind Reselling Relationship',
    links: linksOf(partner),
    content: html`<p>Customer: <strong>${customer.name}</strong> (${uin})</p>
<ol>
<li>Only resellers, second-level resellers and distributors can use this.</li>
<li>You are the account holder, or its authorised agent who has told the holder of all this.</li>
<li>It ends the relationship with the customer; both of you have agreed to begin.</li>
<li>Once done it can't be cancelled or reversed.</li>
<li>Until it is done you go on bearing what the customer consumes.</li>
<li>Bills that come late are charged to the relationship as it was.</li>
<li>Nothing is overdue between you and the customer.</li>
<li>All discounts of the customer are off.</li>
<li>You know the steps, and what may go wrong with them.</li>
</ol>
<form method="post" action="/console/unbind">
${hidden({ account, uin })}
${tick('noticeAccepted', 'I have read the notice and accept its consequences.')}
<p><button>Submit Application</button></p>
</form>`,
  };
}

/** Unbinding Customers: the records, what can be done about them, and the file. */
export function unbindingCustomersPage(world: World, account: string): View {
  const partner = partnerOf(world, account);
  const records = recordsSeenBy(world, account);
  return {
    title: 'Unbinding Customers',
    links: linksOf(partner),
    content: html`<p><a href="${at('/console/unbinding-customers.csv', { account })}" download>Export</a></p>
<table>
<thead><tr>${columns.map((column) => html`<th>${column}</th>`)}<th>Operate</th></tr></thead>
<tbody>${records.map((record) => recordRow(account, record))}</tbody>
</table>
${records.length === 0 ? html`<p>No records.</p>` : ''}`,
  };
}

/** A partner's own customers and, for a distributor, those of its second-level resellers. @throws `ControlRefusal` */
export function ownedBy(world: World, partner: PartnerAccount, uin: string): Customer {
  const customer = manageable(world, partner).find((each) => each.uin === uin);
  if (customer !== undefined) return customer;
  throw new ControlRefusal(404, 'not_your_customer', `Account ${uin} is not a customer of ${partner.name}.`);
}

/** @throws `ControlRefusal` `no_such_partner` */
export function partnerOf(world: World, account: string): PartnerAccount {
  const partner = world.state.partners[account];
  if (partner !== undefined) return partner;
  throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${account}.`);
}

function manageable(world: World, partner: PartnerAccount): Customer[] {
  const below = Object.values(world.state.partners).filter(({ distributor }) => distributor === partner.uin);
  return [partner, ...below].flatMap((each) => customersOf(world, each));
}

function linksOf({ uin: account, name }: PartnerAccount): View['links'] {
  return [
    [at('/console/customers', { account }), `${name}: Customer Management`],
    [at('/console/unbinding-customers', { account }), 'Unbinding Customers'],
  ];
}

function customerRow(world: World, account: string, { uin, name, reseller }: Customer): Markup {
  const record = openRecordOf(world, uin);
  return html`<tr>
<td>${uin}</td><td>${name}</td><td>${world.state.partners[reseller ?? '']?.name ?? ''}</td>
<td><a href="${at('/console/customer', { account, uin })}">Operate</a>
${
  record === undefined
    ? html`<a href="${at('/console/unbind', { account, uin })}">Unbind Reselling Relationship</a>`
    : `Being unbound: ${record.number}`
}</td>
</tr>`;
}

function recordRow(account: string, record: Unbinding): Markup {
  const { number, status, unmet, steps } = record;
  const reviewer =
    status === 'reseller_review' ? record.reseller : status === 'distributor_review' ? record.distributor : null;
  return html`<tr id="${number}">
${cellsOf(record).map((cell) => html`<td>${cell}</td>`)}
<td>
${reviewer === account ? reviewForm(account, number) : ''}
${status === 'conditions_unmet' ? button('/console/recheck', 'Check again', { account, number }) : ''}
${isOpen(record) && record.submittedBy === account ? button('/console/withdraw', 'Withdraw', { account, number }) : ''}
${unmet.length > 0 ? html`<ul>${unmet.map((condition) => html`<li>${condition}</li>`)}</ul>` : ''}
${unmet.length === 0 ? (steps.at(-1)?.reason ?? '') : ''}
</td>
</tr>`;
}

function reviewForm(account: string, number: string): Markup {
  const decision = { name: 'decision', yes: ['approve', 'Approve'], no: ['refuse', 'Refuse'] } as const;
  return yesOrNo('/console/review', { account, number }, decision);
}
