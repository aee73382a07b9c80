import type { Case } from '../case.ts';
import { atItem } from '../look-at.ts';
import { fine, type Look, type Playbook, unknown, wrong } from '../playbook.ts';

/** R074: a link is active, and what it is for does not work. */
export const accessWrong: Playbook = {
  key: 'access_wrong',
  title: 'The link is active, but access does not work as agreed',
  fits: ({ link }) =>
    link?.status === 'active' &&
    (link.stopped !== undefined || link.verified !== 'effective' || link.failing.some((item) => item !== 'billing')),
  causes: [
    {
      key: 'scope',
      says: 'What was asked for does not cover it',
      checks: [
        { key: 'scope', says: 'type and access of the link', look: atScope },
        { key: 'project', says: 'projects, services and regions of the link', look: atProject },
      ],
      next: ({ link }) =>
        `Ask for a change of ${link?.id ?? 'the link'}: the desk says whether it can change as it is.`,
    },
    {
      key: 'operator_roles',
      says: 'Whoever acts may not, on our side',
      checks: [
        { key: 'operator_roles', says: 'your rights at the desk', look: atRoles },
        { key: 'stopped', says: 'whether the link is stopped', look: atStop },
      ],
      next: () => 'An admin gives the right that is missing; a stop is lifted by somebody else than who set it.',
    },
    {
      key: 'customer_policy',
      says: 'The customer’s own rules stand in the way',
      checks: [
        { key: 'customer_policy', says: 'the customer’s permission rules', look: atCustomerPolicy },
        {
          key: 'visibility',
          says: 'whether the provider shows the account to us',
          look: (of) => atItem(of, 'visibility'),
        },
        { key: 'customer_view', says: 'what the customer sees itself', look: atCustomerView },
      ],
      next: ({ link }) =>
        `Ask ${link?.customer.name ?? 'the customer'} for the rules that hold for us in its permission system.`,
    },
    {
      key: 'customer_grants',
      says: 'The customer has not given a right that it was to give by itself',
      checks: [
        { key: 'service', says: 'whether services can be read', look: (of) => atItem(of, 'service') },
        {
          key: 'delegated_action',
          says: 'whether an action on its behalf is allowed',
          look: (of) => atItem(of, 'delegated_action'),
        },
      ],
      next: ({ link }) =>
        link?.scope.agreement
          ? `Hold what was granted against ${link.scope.agreement}, and have the customer grant the rest.`
          : 'Have the customer grant what was agreed.',
    },
  ],
  steps: ({ link }) =>
    link
      ? [
          `Link ${link.id}: ${link.types.join(', ')}, ${link.scope.access}, ${link.verified}${link.checkedAt ? ` as of ${link.checkedAt}` : ''}.`,
          link.failing.length > 0 ? `What does not hold: ${link.failing.join(', ')}.` : 'No item is known not to hold.',
          'Verify it anew once something was changed; nothing is called effective before.',
        ]
      : [],
};

function atScope({ link, capabilities }: Case): Look {
  if (!link) return unknown('there is no link yet');
  const refused = link.types.filter((type) => capabilities?.scopes[type] === 'refused');
  if (refused.length > 0) return wrong(`${link.partnerAccount.site} has no link for ${refused.join(', ')}`);
  if (link.scope.access === 'read_only') return unknown('the link allows reading only: more than that is not covered');
  return fine(`${link.types.join(', ')} with ${link.scope.access}`);
}

function atProject({ link, record }: Case): Look {
  if (!link) return unknown('there is no link yet');
  const { projects, services, regions } = link.scope;
  const project = record?.customer.project;
  if (project && projects.length > 0 && !projects.includes(project))
    return wrong(`the customer’s project ${project} is not among ${projects.join(', ')}`);
  const limits = [...projects, ...services, ...regions];
  return limits.length === 0 ? fine('the whole account is covered') : unknown(`covered are only ${limits.join(', ')}`);
}

function atRoles({ rights }: Case): Look {
  const may = rights.has('operator') || rights.has('follow-up') || rights.has('service');
  return may
    ? fine('you may act through links')
    : wrong('you hold none of the rights “operator”, “follow-up”, “service”');
}

function atStop({ link }: Case): Look {
  return link?.stopped
    ? wrong(`stopped at ${link.stopped.since}: ${link.stopped.reason}`)
    : fine('the link is not stopped');
}

/** No provider shows them to a partner. */
function atCustomerPolicy({ link, now }: Case): Look {
  const window = link?.scope.window;
  if (window)
    return unknown(
      `agreed is ${window.days.join(', ')} from ${window.from} to ${window.to} ${window.timeZone}; it is ${now}`,
    );
  return unknown('only the customer sees its own permission rules');
}

function atCustomerView({ link }: Case): Look {
  const seen = link?.customerView?.seesReseller;
  if (seen === 'no') return wrong('the customer does not see you as its reseller');
  return seen === 'yes' ? fine('the customer sees you as its reseller') : unknown('nobody has asked the customer');
}
