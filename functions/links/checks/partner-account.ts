import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import type { FieldError } from '../../kernel/problems.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { modeOf } from '../../providers/capabilities.ts';
import type { PortMethod, SiteCapabilities } from '../../providers/provider.ts';
import { type Facts, type Finding, pass, withoutAccount, wrong } from './finding.ts';

const FIELD = '/partnerAccountId';
/** How long a provider may take until what it has switched on works everywhere. */
const PROPAGATION_SECONDS = 24 * 60 * 60;

type AccountFacts = Pick<Facts, 'account' | 'capabilities' | 'now'>;

/** Our side of the link: whether this partner account may link customers at its site at all. */
export const partnerAccountChecks = (facts: AccountFacts): readonly Finding[] => [
  partnerAccount(facts),
  site(facts),
  programme(facts),
];

function partnerAccount({ account }: AccountFacts): Finding {
  const check = 'partner_account';
  if (!account) {
    const detail = 'your organisation has no such partner account';
    const error = { field: FIELD, code: 'unknown_partner_account', detail };
    return wrong(check, [error], 'Choose one of your partner accounts.');
  }
  if (account.status === 'active') return pass(check, `${account.name} is active`);
  const detail = `this partner account is paused: ${account.statusReason ?? 'no reason given'}`;
  return wrong(check, [{ field: FIELD, code: 'partner_account_paused', detail }], 'An admin can resume it.');
}

function site({ account, capabilities }: AccountFacts): Finding {
  if (!account) return withoutAccount('site');
  if (capabilities?.methods.invite.mode === 'api')
    return pass('site', `invitations at ${account.site} go out through the provider’s API`);
  if (capabilities?.methods.invite.mode === 'operator')
    return pass('site', `an operator invites at ${account.site}, in the provider’s console by a run sheet`);
  const detail = `the desk has no way to invite customers at ${account.site}`;
  const error = { field: FIELD, code: 'site_without_linking', detail };
  return wrong('site', [error], 'Link this customer in the provider’s console.');
}

/** What the provider's programme has to allow this account, and who can see to it (R037). */
function programme({ account, capabilities, now }: AccountFacts): Finding {
  const check = 'programme';
  if (!account || !capabilities) return withoutAccount(check);
  const missing = programmeGaps(account, capabilities);
  if (missing.length > 0) {
    const next = [...new Set(missing.map(({ who }) => who))].join(' ');
    return wrong(
      check,
      missing.map(({ error }) => error),
      next,
    );
  }
  const { allowlistedAt } = account;
  if (allowlistedAt && isRecent(allowlistedAt, now))
    return pass(check, `switched on at ${allowlistedAt}: it may take the provider a day until it works everywhere`);
  return pass(check, 'everything that linking needs is switched on, and credentials are stored');
}

type Gap = { readonly who: string; readonly error: FieldError };

/** The calls of the site that linking can't do without. */
function linkMethods({ approval }: SiteCapabilities): readonly PortMethod[] {
  return ['invite', 'listApplications', ...(approval === 'none' ? [] : (['decideApplication'] as const))];
}

function programmeGaps(account: PartnerAccount, capabilities: SiteCapabilities): readonly Gap[] {
  const calls = linkMethods(capabilities).filter((method) => {
    const byDesign = capabilities.methods[method].mode;
    return byDesign !== 'operator' && modeOf(method, capabilities, account) === 'operator';
  });
  const gaps = calls.map((method) => {
    const { tiers, actions } = capabilities.methods[method];
    const call = actions.join(', ');
    return tiers.includes(account.tier)
      ? {
          error: {
            field: FIELD,
            code: 'not_switched_on',
            detail: `the provider has not switched on ${call} for this account`,
          },
          who: 'Ask your channel manager at the provider to switch it on; then an admin notes it with the partner account.',
        }
      : {
          error: { field: FIELD, code: 'not_for_this_tier', detail: `an account of this tier may not call ${call}` },
          who: 'Link under a partner account of another tier; your channel manager at the provider knows which.',
        };
  });
  if (account.credentialsSetAt) return gaps;
  const detail = 'no API key of this account is stored';
  const error = { field: FIELD, code: 'no_credentials', detail };
  return [...gaps, { error, who: 'An admin can store the API key of the partner account.' }];
}

function isRecent(at: Instant, now: Instant): boolean {
  return secondsBetween(at, now) < PROPAGATION_SECONDS;
}
