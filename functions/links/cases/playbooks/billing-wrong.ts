import { Money, type MoneyJson } from '../../../kernel/money.ts';
import type { Case } from '../case.ts';
import { atItem } from '../look-at.ts';
import { fine, type Look, type Playbook, unknown, wrong } from '../playbook.ts';

/** R075: the bill, or what the customer is entitled to, is not as agreed. */
export const billingWrong: Playbook = {
  key: 'billing_wrong',
  title: 'Billing is not as agreed',
  fits: ({ link }) =>
    link?.status === 'active' &&
    (link.failing.includes('billing') || (link.types.includes('billing') && link.verified !== 'effective')),
  causes: [
    {
      key: 'type',
      says: 'The link is not for billing',
      checks: [{ key: 'type', says: 'types of the link', look: atType }],
      next: ({ link }) => `Ask for a change of ${link?.id ?? 'the link'} that takes billing in.`,
    },
    {
      key: 'account',
      says: 'Costs arise under another account',
      checks: [
        { key: 'account', says: 'whether the provider lists this account', look: (of) => atItem(of, 'visibility') },
        {
          key: 'plan_account',
          says: 'under which account plans and products were bought',
          look: () => unknown('only the customer sees under which account it bought'),
        },
      ],
      next: ({ link }) => `Compare the account on the bill with ${link?.customer.accountId ?? 'the linked one'}.`,
    },
    {
      key: 'other_payer',
      says: 'An earlier arrangement names another payer',
      checks: [{ key: 'payer', says: 'who pays at the provider', look: atPayer }],
      next: () => 'Have the arrangement that stands at the provider ended, then verify anew.',
    },
    {
      key: 'report_window',
      says: 'The report is not of the period that is looked at, or not made yet',
      checks: [
        { key: 'window', says: 'since when the link counts', look: atWindow },
        { key: 'delay', says: 'whether the provider’s own delay is over', look: (of) => atDelay(of) },
      ],
      next: ({ link }) =>
        `Look again after ${link?.waitingOn?.until ?? link?.afterCycle?.at ?? 'the end of the billing cycle'}.`,
    },
    {
      key: 'settlement',
      says: 'Settlement is set up otherwise than agreed',
      checks: [
        { key: 'bill', says: 'whether the bill can be read', look: (of) => atItem(of, 'billing') },
        { key: 'currency', says: 'the currency of the account', look: atCurrency },
        { key: 'credit', says: 'what the customer may spend', look: atCredit },
      ],
      next: () => 'Hold the terms at the provider against what was agreed, and have finance set them right.',
    },
    {
      key: 'subscriptions',
      says: 'Subscriptions from before the link go on under their old terms',
      checks: [{ key: 'subscriptions', says: 'subscriptions from before the link', look: atSubscriptions }],
      next: () => 'List what the customer had bought before; it changes over at its next renewal at the earliest.',
    },
  ],
  steps: ({ link }) =>
    link
      ? [
          `Link ${link.id} of account ${link.customer.accountId}: agreed is ${link.expected ? `${link.expected.payer} pays${link.expected.currency ? ` in ${link.expected.currency}` : ''}` : 'nothing in writing'}.`,
          `It counts since ${link.linkedAt ?? link.createdAt}; costs from before stay with whoever paid then.`,
        ]
      : [],
};

function atType({ link }: Case): Look {
  if (!link) return unknown('there is no link yet');
  return link.types.includes('billing')
    ? fine('billing is one of its types')
    : wrong(`it is for ${link.types.join(', ')} only`);
}

function atPayer({ link, checklist }: Case): Look {
  const [agreed, actual] = [link?.expected?.payer, checklist?.actual?.payer];
  if (!actual || actual === 'unknown') return unknown('the site does not tell who pays');
  if (!agreed) return unknown(`the ${actual} pays; nothing was agreed in writing`);
  return agreed === actual
    ? fine(`the ${actual} pays, as agreed`)
    : wrong(`the ${actual} pays, and the ${agreed} was to`);
}

function atWindow({ link }: Case): Look {
  if (!link) return unknown('there is no link yet');
  const since = link.linkedAt ?? link.createdAt;
  return unknown(`the link counts since ${since}: a report of an earlier period does not have it`);
}

function atDelay({ link, checklist, now }: Case): Look {
  const item = checklist?.items.billing;
  const until = link?.waitingOn?.until;
  if (until && now < until) return wrong(`the provider’s own delay lasts until ${until}`);
  if (item?.status === 'too_early') return wrong('the bill is not made yet: within the provider’s own delay');
  return item ? fine('no delay of the provider explains it') : unknown('the bill has not been looked at yet');
}

function atCurrency({ link, checklist }: Case): Look {
  const [agreed, actual] = [link?.expected?.currency, checklist?.actual?.creditLimit?.currency];
  if (!agreed || !actual) return unknown('no currency to compare');
  return agreed === actual ? fine(`${actual}, as agreed`) : wrong(`${actual} instead of ${agreed}`);
}

function atCredit({ link, checklist }: Case): Look {
  const [agreed, actual] = [link?.expected?.creditLimit, checklist?.actual?.creditLimit];
  if (!agreed || !actual) return unknown('no limit to compare');
  const same = agreed.currency === actual.currency && moneyOf(agreed).compare(moneyOf(actual)) === 0;
  const found = `${actual.amount} ${actual.currency}`;
  return same ? fine(`${found}, as agreed`) : wrong(`${found} instead of ${agreed.amount} ${agreed.currency}`);
}

function atSubscriptions({ link, now }: Case): Look {
  const since = link?.linkedAt ?? link?.createdAt ?? now;
  return unknown(`what was bought before ${since} keeps its terms; the provider does not list it to partners`);
}

function moneyOf({ amount, currency }: MoneyJson): Money {
  return Money.of(amount, currency);
}
