import { html } from 'hono/html';
import { at, button, hidden, type View, yesOrNo } from '../../page.ts';
import { openDisassociationOf, statusLabels } from '../associations/disassociations.ts';
import { invitationOf, usableInvitation } from '../associations/invitations.ts';
import { customerOf, partnerOf } from '../change-customers.ts';
import type { World } from '../world.ts';

/** Causes in words. */
const causes = {
  other_partner: 'the account is associated with a partner already',
  other_site: 'the account belongs to the other site',
  special_contract: 'the account has a special contract',
  is_partner: 'the account is a partner',
  registered_too_long: 'the account was registered more than seven days ago',
  has_spent: 'the account has spent money already',
  unpaid_bills: 'the account has unpaid bills',
  enterprise_relation: 'the account is part of an enterprise',
  reserved_instances: 'the account has a valid reserved instance',
} as const;

/** Behind the link of an invitation: the customer signs in, which is to say who it is, and accepts. */
export function invitationPage(world: World, token: string): View {
  const { partner, customerName } = usableInvitation(world, token);
  return {
    title: 'Invitation',
    links: [],
    content: html`<p><strong>${partnerOf(world, partner).name}</strong> invites
${customerName === '' ? 'you' : customerName} to become its customer.</p>
<form method="post" action="/invitation">
${hidden({ token })}
<p><label>Sign in as account id<br><input name="id" required pattern="[0-9a-f]{32}" size="34"></label></p>
<p><button>Accept</button></p>
</form>
<form method="post" action="/invitation/register">
${hidden({ token })}
<p><label>Or register a new account: account name<br><input name="accountName" required minlength="5" maxlength="32"></label></p>
<p><label>E-mail<br><input name="email" type="email" required></label></p>
<p><button>Register and accept</button></p>
</form>`,
  };
}

/** What became of it. */
export function acceptedPage(world: World, token: string): View {
  const { customer, failureCause } = invitationOf(world, token);
  const { accountName, partner } = customerOf(world, customer ?? '');
  const words =
    failureCause !== null
      ? `It could not be associated: ${causes[failureCause]}.`
      : partner === null
        ? 'The association is on its way.'
        : 'It is associated with the partner.';
  return {
    title: 'Invitation',
    links: [[at('/console/my-account', { id: customer ?? '' }), 'Your account']],
    content: html`<p role="status">Account <strong>${accountName}</strong> (${customer ?? ''}). ${words}</p>`,
  };
}

/** My Account, My Partner: the partner, and the question whether the association shall end. */
export function accountPage(world: World, id: string): View {
  const { accountName, partner, frozen } = customerOf(world, id);
  const open = openDisassociationOf(world, id);
  return {
    title: 'My Partner',
    links: [[at('/console/my-account', { id }), accountName]],
    content: html`<p>Account <strong>${accountName}</strong> (${id}).
${partner === null ? 'Without a partner.' : `Customer of ${partnerOf(world, partner).name}.`}
${frozen === 'no' ? '' : 'The partner has frozen it: nothing can be bought, renewed or changed.'}</p>
${open === undefined ? '' : html`<p role="status">Disassociation: ${statusLabels[open.status]}. ${open.reason}</p>`}
${
  open?.status === 'customer_confirmation'
    ? yesOrNo(
        '/console/my-account/answer',
        { id },
        { name: 'answer', yes: ['approve', 'Approve'], no: ['reject', 'Reject'] },
      )
    : ''
}
${partner !== null && open === undefined ? button('/console/my-account/disassociate', 'Disassociate', { id }) : ''}`,
  };
}

/** Why an association failed, in words. */
export function causeInWords(cause: keyof typeof causes | null): string {
  return cause === null ? '' : causes[cause];
}
