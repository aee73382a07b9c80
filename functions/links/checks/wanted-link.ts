import type { FieldError } from '../../kernel/problems.ts';
import { type Policy, TimeZone } from '../../parties/index.ts';
import type { Prerequisite, RelationshipType, SiteCapabilities } from '../../providers/provider.ts';
import { type Facts, type Finding, pass, unknown, type Wanted, withoutAccount, wrong } from './finding.ts';

/** What the link is to be for: types, scope and what has to be at hand. A combination has the checks of all its types. */
export const wantedLinkChecks = {
  relationship,
  relationshipPolicy,
  prerequisites,
  scope,
  scopePolicy,
  team,
};

function relationship({ wanted, account, capabilities }: Facts): Finding {
  const check = 'relationship';
  if (!account || !capabilities) return withoutAccount(check);
  const errors = wanted.types.flatMap((type, at) =>
    capabilities.scopes[type] === 'refused'
      ? [{ field: `/types/${at}`, code: 'type_refused', detail: `${account.site} has no link for ${type}` }]
      : [],
  );
  if (errors.length > 0) return wrong(check, errors, 'Leave these types out.');
  const attested = attestedTypes(wanted.types, capabilities);
  return pass(
    check,
    attested.length === 0
      ? `${account.site} sets this by linking`
      : `${attested.join(', ')}: not set by linking at ${account.site}, but agreed on paper`,
  );
}

function attestedTypes(types: readonly RelationshipType[], { scopes }: SiteCapabilities): readonly RelationshipType[] {
  return types.filter((type) => scopes[type] === 'attested');
}

type Restriction = Policy['restrictions'][number];

/** What the programme forbids whatever the scope, by the policy's name for it (R040). */
function relationshipPolicy({ wanted, account, policy }: Facts): Finding {
  const check = 'relationship_policy';
  if (!account) return withoutAccount(check);
  const barring = restrictionsAt(policy, account.site).filter(({ access }) => access === undefined);
  const errors = barring.flatMap(({ name, types }) => {
    if (types.length === 0) return [restricted('/partnerAccountId', name, `new links at ${account.site}`)];
    return wanted.types.flatMap((type, at) =>
      types.includes(type) ? [restricted(`/types/${at}`, name, `links for ${type}`)] : [],
    );
  });
  return errors.length > 0
    ? wrong(check, errors, 'Ask for something else, or have an admin change the policy.')
    : pass(check, 'your policy allows links of these types here');
}

/** What the programme allows no more than reading, by the policy's name for it (R040). */
function scopePolicy({ wanted, account, policy }: Facts): Finding {
  const check = 'scope_policy';
  if (!account) return withoutAccount(check);
  const { access } = wanted.scope;
  const narrower = restrictionsAt(policy, account.site).filter(
    (one) =>
      one.access === 'read_only' &&
      access === 'manage' &&
      (one.types.length === 0 || one.types.some((type) => wanted.types.includes(type))),
  );
  if (narrower.length === 0) return pass(check, 'your policy allows this scope');
  const errors = narrower.map(({ name }) => restricted('/scope/access', name, 'more than reading'));
  return wrong(check, errors, 'Ask for read_only, or have an admin change the policy.');
}

/** The restrictions of a policy that hold at a site; one that names no site holds at all. */
export function restrictionsAt(policy: Facts['policy'], site: string): readonly Restriction[] {
  return policy.restrictions.filter(({ sites }) => sites.length === 0 || sites.some((one) => one === site));
}

function restricted(field: string, policy: string, what: string): FieldError {
  return { field, code: 'restricted_by_policy', detail: `“${policy}” of your policy does not allow ${what}` };
}

/** What has to be at hand for the chosen types: of a combination, the union (R003, R006). */
export function prerequisitesFor(
  types: readonly RelationshipType[],
  { prerequisites: all }: SiteCapabilities,
): readonly Prerequisite[] {
  return all.filter((one) => one.types.some((type) => types.includes(type)));
}

function prerequisites({ wanted, capabilities }: Facts): Finding {
  const check = 'prerequisites';
  if (!capabilities) return withoutAccount(check);
  const known = new Set(capabilities.prerequisites.map(({ key }) => key));
  const missing = prerequisitesFor(wanted.types, capabilities)
    .filter(({ key, mandatory }) => mandatory && !wanted.gathered.includes(key))
    .map(({ key, text }) => ({ field: '/gathered', code: 'not_gathered', detail: `${key} is missing: ${text}` }));
  const strange = wanted.gathered.flatMap((key, at) =>
    known.has(key)
      ? []
      : [{ field: `/gathered/${at}`, code: 'unknown_prerequisite', detail: `${key} is nothing that this site needs` }],
  );
  const errors = [...missing, ...strange];
  return errors.length > 0
    ? wrong(check, errors, 'Have at hand what the guide lists, and name its key.')
    : pass(check, 'everything that has to be at hand is');
}

/** What a site can't hold is refused with why, never dropped (R013); more than reading needs a reason (R014). */
function scope({ wanted, account, capabilities }: Facts): Finding {
  const check = 'scope';
  if (!account || !capabilities) return withoutAccount(check);
  const { access, because, agreement, window } = wanted.scope;
  const paper = wanted.types.filter((type) => type !== 'billing' && capabilities.scopes[type] === 'attested');
  const limits = limitsOf(wanted);
  const errors: FieldError[] = [
    ...(access === 'manage' && !because
      ? [{ field: '/scope/because', code: 'reason_needed', detail: 'more than reading needs a reason' }]
      : []),
    ...(attestedTypes(wanted.types, capabilities).length > 0 && !agreement
      ? [
          {
            field: '/scope/agreement',
            code: 'agreement_needed',
            detail: `${account.site} does not set what you may do: name the paper that says it`,
          },
        ]
      : []),
    ...(window && !TimeZone.safeParse(window.timeZone).success
      ? [
          {
            field: '/scope/window/timeZone',
            code: 'unknown_zone',
            detail: `${window.timeZone} is not the IANA name of a time zone, such as Asia/Shanghai`,
          },
        ]
      : []),
    ...(paper.length > 0 || settable(wanted.types, capabilities)
      ? []
      : limits.map((limit) => ({
          field: `/scope/${limit}`,
          code: 'scope_not_held',
          detail: `${account.site} does not limit a billing link by ${limit}: it covers the whole account`,
        }))),
  ];
  if (errors.length > 0) return wrong(check, errors, 'Ask for what the site can set or a paper attests.');
  return pass(check, access === 'read_only' ? 'reading only, the least there is' : `more than reading: ${because}`);
}

/** How a scope is narrower than the whole account. */
function limitsOf({ scope: { services, projects, regions, window } }: Wanted): readonly string[] {
  const named = Object.entries({ services, projects, regions }).filter(([, names]) => names.length > 0);
  return [...named.map(([name]) => name), ...(window ? ['window'] : [])];
}

/** Whether the site itself sets who may do what on the account. A billing link never does. */
function settable(types: readonly RelationshipType[], { scopes }: SiteCapabilities): boolean {
  return types.some((type) => type !== 'billing' && scopes[type] === 'settable');
}

function team({ wanted, policy }: Facts): Finding {
  const check = 'team';
  if (wanted.team === undefined) return unknown(check, 'no team is named yet', 'Name one of your teams.');
  if (policy.teams.includes(wanted.team)) return pass(check, `${wanted.team} is one of your teams`);
  const detail = `your policy knows the teams ${policy.teams.join(', ')}`;
  return wrong(check, [{ field: '/team', code: 'unknown_team', detail }], 'Choose one of them.');
}
