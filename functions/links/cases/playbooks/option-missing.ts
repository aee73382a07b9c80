import { plusSeconds } from '../../../kernel/clock.ts';
import { mayFollow } from '../../follow/guards.ts';
import { isOutcome } from '../../request-status.ts';
import type { Case } from '../case.ts';
import { atFinding } from '../look-at.ts';
import { fine, type Look, type Playbook, unknown, wrong } from '../playbook.ts';

/** How long a provider may take until what it has switched on works everywhere. */
const DELAY_SECONDS = 24 * 60 * 60;

/** R072: an option or entry that should be there is not. */
export const optionMissing: Playbook = {
  key: 'option_missing',
  title: 'An option is missing',
  fits: ({ record }) =>
    record !== undefined &&
    (record.status === 'failed'
      ? ['validation', 'submission'].includes(record.failure?.stage ?? '')
      : record.status === 'checking' || record.status === 'inviting'),
  causes: [
    {
      key: 'operator_right',
      says: 'Whoever looks, or the key of the partner account, lacks a right',
      checks: [
        { key: 'right_at_desk', says: 'your rights at the desk', look: atDeskRight },
        { key: 'right_of_key', says: 'the right of the partner account’s key', look: atKey },
      ],
      next: ({ account }) =>
        `An admin gives the right “operator” to whoever works on links, or stores a key of ${account?.name ?? 'the partner account'} that may make these calls.`,
    },
    {
      key: 'programme_feature',
      says: 'The provider’s programme has not switched it on for this partner account',
      checks: [{ key: 'programme', says: 'what the provider has switched on', look: atProgramme }],
      next: ({ account, findings }) =>
        findings.find(({ check }) => check === 'programme')?.next ??
        `The channel manager of partner ${account?.partnerId ?? ''} at ${account?.site ?? 'the provider'} switches it on.`,
    },
    {
      key: 'region_or_type',
      says: 'The site, the region or this type of link has no such option',
      checks: [
        { key: 'site', says: 'whether the desk links at this site', look: (of) => atFinding(of, 'site') },
        { key: 'type', says: 'whether the site has links of these types', look: (of) => atFinding(of, 'relationship') },
        { key: 'policy', says: 'whether your policy allows them', look: (of) => atFinding(of, 'relationship_policy') },
        {
          key: 'region',
          says: 'whether the customer’s account is of this site',
          look: (of) => atFinding(of, 'account_region'),
        },
      ],
      next: ({ record }) =>
        `Ask for other types than ${record?.types.join(', ') ?? 'these'}, or at the site of the customer’s account.`,
    },
    {
      key: 'delay',
      says: 'It was switched on a short while ago and does not show yet',
      checks: [{ key: 'switched_on_since', says: 'when it was switched on', look: atDelay }],
      next: ({ account }) =>
        `Wait until a day after ${account?.allowlistedAt ?? 'it was switched on'}, and try again then.`,
    },
  ],
  steps: ({ account, record }) => [
    `Look at what ${account?.name ?? 'the partner account'} (${account?.site ?? ''}, partner ${account?.partnerId ?? ''}) has switched on.`,
    record && isOutcome(record.status)
      ? `Once it is mended, copy ${record.id}: the copy is checked by today’s rules.`
      : `Nothing has to be repeated: ${record?.id ?? 'the request'} goes on by itself.`,
  ],
};

function atDeskRight({ rights }: Case): Look {
  const may = mayFollow.copy.some((right) => rights.has(right));
  return may ? fine('you hold the right “operator”') : wrong('you do not hold the right “operator”');
}

function atKey({ account, record }: Case): Look {
  const code = record?.failure?.code;
  if (account && !account.credentialsSetAt) return wrong(`no key is stored for ${account.name}`);
  if (code === 'credentials') return wrong('the provider refused the key of the partner account');
  return fine('the provider takes the key');
}

function atProgramme(of: Case): Look {
  if (of.record?.failure?.code === 'not_allowlisted')
    return wrong('the provider says that this call is not switched on');
  return atFinding(of, 'programme');
}

function atDelay({ account, now }: Case): Look {
  const since = account?.allowlistedAt;
  if (!since) return unknown('nobody has said when it was switched on');
  return now < plusSeconds(since, DELAY_SECONDS)
    ? wrong(`switched on at ${since}, less than a day ago`)
    : fine(`switched on at ${since}, more than a day ago`);
}
