import { html } from 'hono/html';
import { at, hidden, type View, yesOrNo } from '../../page.ts';
import { customerOf, invitationOf, open } from '../customer-side.ts';
import { openTerminationOf, statusLabels } from '../terminations/process.ts';
import type { World } from '../world.ts';

/** Behind a registration URL: the form of a customer that was invited. Opening it is what the provider notices. */
export function registerPage(world: World, token: string): View {
  const { partner, email, cid } = open(world, token);
  const country = world.state.leads.find((each) => each.cid === cid)?.nation ?? '';
  const from = world.state.partners[partner]?.name ?? '';
  return {
    title: 'Registration',
    links: [],
    content: html`<p><strong>${from}</strong> invites you to become its customer.</p>
<form method="post" action="/register">
${hidden({ token })}
<p><label>Name<br><input name="name" required maxlength="200"></label></p>
<p><label>E-mail<br><input name="email" type="email" required value="${email}"></label></p>
<p><label>Country (two letters)<br><input name="country" required pattern="[A-Z]{2}" value="${country}"></label></p>
<p><label>Account UID, if you have one<br><input name="uid" inputmode="numeric" pattern="[1-9][0-9]{0,18}"></label></p>
<p><button>Submit</button></p>
</form>`,
  };
}

/** What became of it. */
export function registeredPage(world: World, token: string): View {
  const { stage, uid } = invitationOf(world, token);
  const words =
    stage === 'associated'
      ? 'Your account is associated with the partner.'
      : stage === 'failed'
        ? 'Your account could not be associated: its country is not that of the invitation.'
        : 'Your account waits for its association.';
  return {
    title: 'Registration',
    links: uid === null ? [] : [[at('/console/account', { uid }), 'Your account']],
    content: html`<p role="status">Account <strong>${uid ?? ''}</strong>. ${words}</p>`,
  };
}

/** A customer's own account, and the question whether its relation shall end. */
export function accountPage(world: World, uid: string): View {
  const { nickname, partner } = customerOf(world, uid);
  const termination = openTerminationOf(world, uid);
  const of = world.state.partners[partner ?? ''];
  return {
    title: 'Account',
    links: [[at('/console/account', { uid }), nickname]],
    content: html`<p>Account <strong>${nickname}</strong> (${uid}).
${of === undefined ? 'Without a partner.' : `Customer of ${of.name}.`}</p>
${termination === undefined ? '' : html`<p>Relation: ${statusLabels[termination.status]}.</p>`}
${
  termination?.status === 'to_be_confirmed'
    ? html`<p>Your partner asks to end the relation. Its credit and discounts end with it.</p>
${yesOrNo('/console/account/answer', { uid }, { name: 'answer', yes: ['confirm', 'Confirm'], no: ['reject', 'Reject'] })}`
    : ''
}`,
  };
}
