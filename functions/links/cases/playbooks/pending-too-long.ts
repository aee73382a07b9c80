import { mailsOf } from '../../follow/mailing.ts';
import { isOutcome } from '../../request-status.ts';
import { whoseTurn } from '../../whose-turn.ts';
import type { Case } from '../case.ts';
import { atFinding } from '../look-at.ts';
import { fine, type Look, type Playbook, unknown, wrong } from '../playbook.ts';

/** R073: a request waits and waits. */
export const pendingTooLong: Playbook = {
  key: 'pending_too_long',
  title: 'A request is pending for too long',
  fits: ({ record }) => record !== undefined && !isOutcome(record.status),
  causes: [
    {
      key: 'wrong_account',
      says: 'The customer uses another account than the one that is meant',
      checks: [
        { key: 'identifier_typed', says: 'what the customer typed on our page', look: atTyped },
        { key: 'account_applied', says: 'which account has applied', look: atApplied },
      ],
      // without the identifier: a second person has to find it by themselves (B15)
      next: ({ record }) =>
        `Ask ${record?.customer.name ?? 'the customer'} to sign in with the account that is meant, and compare its identifier with the account page.`,
    },
    {
      key: 'information_missing',
      says: 'Somebody lacks what they need to go on',
      checks: [
        { key: 'contact', says: 'whether our mail has gone', look: atContact },
        { key: 'invitation', says: 'whether the provider’s invitation has gone', look: atInvitation },
        { key: 'remedy', says: 'whether the customer has to mend its account', look: atRemedy },
        { key: 'prerequisites', says: 'what has to be at hand', look: (of) => atFinding(of, 'prerequisites') },
      ],
      next: ({ record }) => record?.remedy?.text ?? 'Send the question again, or mend the contact.',
    },
  ],
  steps: (of) => {
    const { record } = of;
    if (!record) return [];
    const { waitingOn } = record;
    return [
      whoseTurn(record),
      ...(waitingOn
        ? [`It waits for the ${waitingOn.party} since ${waitingOn.since} and expires at ${waitingOn.until}.`]
        : []),
      `Contact: ${contactState(of).because}.`,
      ...resending(of),
    ];
  },
};

/** How the customer can be reached, as far as mail tells; never the address. */
export function contactState({ mails, record }: Case): Look & {
  readonly state: 'not_written' | 'sent' | 'came_back' | 'unknown';
} {
  const last = mails.toSorted((a, b) => (a.claimedAt < b.claimedAt ? -1 : 1)).at(-1);
  if (!last) return { state: 'not_written', ...unknown('nobody has been written to yet') };
  const count = `${mails.length} mail${mails.length === 1 ? '' : 's'}`;
  if (last.status === 'bounced' || last.status === 'complained')
    return { state: 'came_back', ...wrong(`${count}, the last one came back or was not wanted at ${last.at}`) };
  if (last.status === 'sent' || last.status === 'delivered')
    return { state: 'sent', ...fine(`${count}, the last one sent at ${last.sentAt ?? last.at}`) };
  const since = `a mail was begun at ${last.claimedAt}, and nobody knows whether it went`;
  return { state: 'unknown', ...(record?.status === 'awaiting_customer' ? wrong(since) : unknown(since)) };
}

/** Whether and from when the question can be sent again. */
function resending({ record, policy }: Case): readonly string[] {
  if (record?.status !== 'awaiting_customer' || !record.waitingOn) return [];
  const { resent, at } = mailsOf(record, record.waitingOn);
  const left = Math.max(0, policy.resend.most - resent);
  const pause = `${policy.resend.pauseSeconds} seconds after ${at}`;
  return [
    left > 0
      ? `It can be sent again ${left} more times, from ${pause}: POST /v1/link-requests/${record.id}/reminders.`
      : 'It has been sent again as often as your policy allows.',
  ];
}

function atTyped({ decision }: Case): Look {
  if (!decision?.question) return unknown('no question to the customer is open');
  const { attempts } = decision;
  return attempts > 0 ? wrong(`${attempts} times another identifier was typed`) : fine('no other identifier was typed');
}

function atApplied({ record }: Case): Look {
  const { application, customer, review } = record ?? {};
  if (review && review.because !== 'customer_started')
    return wrong(`account ${application?.account ?? 'of another customer'} has applied`);
  if (!application) return unknown('no account has applied');
  if (customer?.accountId === undefined) return unknown(`account ${application.account} has applied`);
  return application.account === customer.accountId
    ? fine('the account that is meant has applied')
    : wrong(`account ${application.account} has applied instead of ${customer.accountId}`);
}

function atContact(of: Case): Look {
  const { result, because } = contactState(of);
  return { result, because };
}

function atInvitation({ record }: Case): Look {
  const invitation = record?.invitation;
  if (!invitation) return unknown('the provider has not been asked to invite yet');
  return invitation.outcome === 'sent'
    ? fine(`sent at ${invitation.at}, valid until ${invitation.lapsesAt}`)
    : wrong(`nobody knows whether the invitation of ${invitation.at} went out; a person may invite again`);
}

function atRemedy({ record }: Case): Look {
  return record?.status === 'awaiting_customer_remedy' && record.remedy
    ? wrong(record.remedy.text)
    : fine('the provider asks for nothing of the customer’s account');
}
