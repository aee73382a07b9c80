import { html } from 'hono/html';
import { ControlRefusal } from '../../control.ts';
import { at, button, hidden, type Markup, tick, type View } from '../../page.ts';
import { availableOf } from '../accounts/credit.ts';
import { customerOf, partnerOf } from '../customer-side.ts';
import { isExpired } from '../invitations/validity.ts';
import { type Customer, type Invitation, type PartnerAccount, shutdownPolicySchema } from '../state.ts';
import { openTerminationOf, statusLabels } from '../terminations/process.ts';
import { wireTime } from '../wire-format.ts';
import { customersOf, type World } from '../world.ts';

/** A partner with thousands of customers searches. */
const shownCustomers = 100;

/** Who one may be: there is no sign-in. */
export function rolesPage(world: World): View {
  const partners = Object.values(world.state.partners);
  return {
    title: 'Who are you?',
    links: [],
    content: html`<h2>A partner, by its main account</h2>
<ul>${partners.map(({ uid, name, tier }) => html`<li><a href="${at('/console/customers', { account: uid })}">${name}</a> (${uid}), ${tier}</li>`)}</ul>
<h2>A customer</h2>
<form action="/console/account">
<p><label>Account UID <input name="uid" required inputmode="numeric"></label> <button>Go</button></p>
</form>`,
  };
}

/** UID Management, with those whose relation has ended. */
export function customersPage(world: World, account: string, search: string): View {
  const partner = partnerOf(world, account);
  const former = Object.values(world.state.customers).filter(
    (each) => each.partner !== account && each.formerPartners.includes(account),
  );
  const found = [...customersOf(world, partner), ...former].filter(
    ({ uid, nickname }) => uid.includes(search) || nickname.includes(search),
  );
  const shown = found.slice(0, shownCustomers);
  return {
    title: 'UID Management',
    links: linksOf(partner),
    content: html`<form action="/console/customers">
${hidden({ account })}
<p><label>UID or nickname <input name="search" value="${search}"></label> <button>Search</button></p>
</form>
<table>
<thead><tr><th>UID</th><th>Nickname</th><th>Account status</th><th>Operate</th></tr></thead>
<tbody>${shown.map((customer) => customerRow(world, account, customer))}</tbody>
</table>
<p>${shown.length} of ${found.length} shown.</p>`,
  };
}

/** One customer: its switches, and the end of the relation. */
export function customerPage(world: World, account: string, uid: string): View {
  const partner = partnerOf(world, account);
  const customer = ownedBy(world, account, uid);
  const { nickname, creditLine, isFrozen, newBuyStatus, shutdownPolicy } = customer;
  return {
    title: `${nickname} (${uid})`,
    links: linksOf(partner),
    content: html`<p>Credit line: ${creditLine} USD. Available: ${availableOf(customer).toFixed(2)} USD.</p>
<form method="post" action="/console/customer">
${hidden({ account, uid })}
${tick('frozen', 'Pay-as-you-go frozen', isFrozen)}
${tick('banned', 'New purchases forbidden', newBuyStatus === 'ban')}
<p><label>Shutdown policy <select name="policy">${shutdownPolicySchema.options.map(
      (policy) => html`<option ${policy === shutdownPolicy ? 'selected' : ''}>${policy}</option>`,
    )}</select></label></p>
<p><button>Save</button></p>
</form>
<h2>Terminate the relation</h2>
<p>The customer has to confirm. Once it is terminated, nothing brings the relation back.</p>
${button('/console/terminate', 'Terminate', { account, uid })}`,
  };
}

/** What was sent by mail, since no mail leaves this computer. */
export function invitationsPage(world: World, account: string): View {
  const partner = partnerOf(world, account);
  const sent = world.state.invitations.filter((each) => each.partner === account).toReversed();
  return {
    title: 'Invitations',
    links: linksOf(partner),
    content: html`<table>
<thead><tr><th>Invitation</th><th>Sent to</th><th>Sent at (UTC+8)</th><th>Mails</th><th>Where it stands</th></tr></thead>
<tbody>${sent.map((invitation) => invitationRow(world, invitation))}</tbody>
</table>
${sent.length === 0 ? html`<p>None.</p>` : ''}`,
  };
}

/** A partner's own customer. @throws `ControlRefusal` `not_your_customer` */
export function ownedBy(world: World, account: string, uid: string): Customer {
  const customer = customerOf(world, uid);
  if (customer.partner === account) return customer;
  throw new ControlRefusal(404, 'not_your_customer', `Account ${uid} is not a customer of ${account}.`);
}

function linksOf({ uid: account, name }: PartnerAccount): View['links'] {
  return [
    [at('/console/customers', { account }), `${name}: UID Management`],
    [at('/console/invitations', { account }), 'Invitations'],
  ];
}

function customerRow(world: World, account: string, { uid, nickname, partner }: Customer): Markup {
  const termination = openTerminationOf(world, uid);
  const isOwn = partner === account;
  const status = !isOwn
    ? statusLabels.terminated
    : termination === undefined
      ? 'Normal'
      : statusLabels[termination.status];
  return html`<tr id="${uid}">
<td>${uid}</td><td>${nickname}</td><td>${status}</td>
<td>
${isOwn ? html`<a href="${at('/console/customer', { account, uid })}">Operate</a>` : ''}
${isOwn && termination?.status === 'to_be_confirmed' ? button('/console/withdraw', 'Withdraw', { account, uid }) : ''}
${isOwn && termination?.status === 'in_process' ? button('/console/finish', 'Play the provider: finish', { account, uid }) : ''}
</td>
</tr>`;
}

function invitationRow(world: World, invitation: Invitation): Markup {
  const { id, email, createdAt, mailedAt, stage, token, uid } = invitation;
  const isOpen = (stage === 'unopened' || stage === 'opened') && !isExpired(world, invitation);
  return html`<tr id="${id}">
<td>${id}</td><td>${email}</td><td>${wireTime(createdAt)}</td><td>${mailedAt.length}</td>
<td>${isExpired(world, invitation) && uid === null ? 'expired' : stage} ${uid ?? ''}
${isOpen ? html`<a href="${at('/register', { token })}">Open as the customer</a>` : ''}</td>
</tr>`;
}
