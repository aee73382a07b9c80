import { html } from 'hono/html';
import { at, button, hidden, type Markup, tick, type View, yesOrNo } from '../../page.ts';
import type { Unbinding } from '../state.ts';
import { customerOf } from '../unbinding/completion.ts';
import { openRecordOf, statusLabels } from '../unbinding/records.ts';
import type { World } from '../world.ts';

/** Expense Center > Account Information: what a customer does about an unbinding, and what it can mend for it. */
export function accountPage(world: World, uin: string): View {
  const customer = customerOf(world, uin);
  const reseller = world.state.partners[customer.reseller ?? ''];
  const record = openRecordOf(world, uin);
  const last = world.state.unbindings.findLast((each) => each.uin === uin);
  return {
    title: 'Account Information',
    links: [[at('/console/account', { uin }), `${customer.name}: Expense Center`]],
    content: html`<p>Account <strong>${customer.name}</strong> (${uin}).
${reseller === undefined ? 'Official website customer.' : `Customer of ${reseller.name}.`}</p>
${last === undefined ? '' : html`<p>Unbinding ${last.number}: ${statusLabels[last.status]}.</p>`}
${record === undefined ? '' : recordSteps(record)}
${record === undefined && reseller !== undefined ? startForm(uin) : ''}
<h2>Payment card and details</h2>
<p>Card: ${customer.cardBound ? 'bound' : 'none'}. Details: ${customer.detailsComplete ? 'complete' : 'incomplete'}.</p>
${
  customer.cardBound && customer.detailsComplete
    ? ''
    : html`<form method="post" action="/console/account/card">
${hidden({ uin })}
${tick('completeDetails', 'Complete my details, too', true)}
<p><button>Bind a card</button> (no number is asked for)</p>
</form>`
}
<h2>Group and savings plan</h2>
<p>Group: ${customer.organisation}. Savings plan shared unit: ${customer.sharedUnit}.</p>
${customer.organisation === 'none' ? '' : button('/console/account/leave', 'Leave the group', { uin, what: 'group' })}
${customer.sharedUnit === 'none' ? '' : button('/console/account/leave', 'Leave the shared unit', { uin, what: 'unit' })}`,
  };
}

function recordSteps({ uin, number, status, submittedBy, unmet }: Unbinding): Markup {
  return html`${
    status === 'customer_confirmation'
      ? html`<p>Your reseller asks to end the relationship. Its discounts, credit and agreement end with it, and nothing brings them back.</p>
${yesOrNo('/console/account/answer', { uin }, { name: 'answer', yes: ['confirm', 'Confirm Unbinding'], no: ['reject', 'Reject Unbinding'] })}`
      : ''
  }
${status === 'card_binding' ? html`<p>Bind a card and complete your details to go on.</p>` : ''}
${unmet.map((condition) => html`<p>${condition}</p>`)}
${status === 'conditions_unmet' ? button('/console/account/recheck', 'Check again', { uin, number }) : ''}
${submittedBy === uin ? button('/console/account/withdraw', 'Withdraw', { uin, number }) : ''}`;
}

function startForm(uin: string): Markup {
  return html`<h2>Unbind from reseller</h2>
<p>Your reseller reviews this within 10 calendar days; otherwise it is approved without it.</p>
${button('/console/account/start', 'Start unbinding', { uin })}`;
}
