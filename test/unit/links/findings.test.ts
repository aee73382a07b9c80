import { describe, expect, test } from 'vitest';
import type { Facts, Finding, Wanted } from '../../../functions/links/checks/finding.ts';
import { findings, ownership } from '../../../functions/links/findings.ts';
import { previewPermissions } from '../../../functions/links/permissions.ts';
import { Scope } from '../../../functions/links/relationship.ts';
import { defaultTerms, type PartnerAccount, type Policy, PolicyTerms } from '../../../functions/parties/index.ts';
import type { SiteCapabilities } from '../../../functions/providers/provider.ts';
import { tencentIntl } from '../../../functions/providers/tencent/capabilities.ts';
import { timelineStart } from '../../../functions/timeline/index.ts';
import { req } from '../../support/requirements.ts';

const now = '2026-11-21T08:00:00.000Z';
const org = 'org_01kb8q3y7tf4mx6z9w1c5v8r01';

const account: PartnerAccount = {
  ...timelineStart,
  org,
  id: 'acc_01kb8q3y7tf4mx6z9w1c5v8r0d',
  version: 1,
  name: 'Tencent Cloud International',
  site: 'tencent-intl',
  partnerId: '200031884999',
  tier: 'reseller',
  environment: 'production',
  timeZone: 'Asia/Singapore',
  syncTime: '02:30',
  allowlisted: ['invite', 'listApplications', 'decideApplication'],
  status: 'active',
  statusSince: '2026-11-02T01:30:00.000Z',
  credentialsSetAt: '2026-11-02T01:32:00.000Z',
  createdAt: '2026-11-02T01:30:00.000Z',
  createdBy: 'mem_01kb8q3y7tf4mx6z9w1c5v8r02',
};

const policyOf = (terms: Partial<PolicyTerms>): Policy => ({
  ...timelineStart,
  ...PolicyTerms.parse({ ...defaultTerms, teams: ['onboarding', 'enterprise'], ...terms }),
  org,
  id: 'policy',
  version: 1,
  changedAt: now,
  changedBy: 'desk',
});

const wanted = {
  types: ['billing'],
  scope: Scope.parse({}),
  gathered: ['account_identifier', 'signatory', 'billing_terms'],
  team: 'onboarding',
  customer: { accountId: '200098765432', accountIdAgain: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
} satisfies Wanted;
const managed = {
  types: ['billing', 'management'],
  gathered: [...wanted.gathered, 'access_agreement'],
  scope: Scope.parse({ access: 'manage', because: 'We run their database', agreement: 'MSA 2026-114' }),
} satisfies Partial<Wanted>;

const factsOf = (asked: Partial<Wanted> = {}, facts: Partial<Facts> = {}): Facts => ({
  wanted: { ...wanted, ...asked },
  now,
  account,
  capabilities: tencentIntl,
  policy: policyOf({}),
  lock: undefined,
  compared: undefined,
  nearMisses: [],
  ...facts,
});
const all = (asked?: Partial<Wanted>, facts?: Partial<Facts>) => findings(factsOf(asked, facts));
const of = (check: Finding['check'], asked?: Partial<Wanted>, facts?: Partial<Facts>) =>
  all(asked, facts).find((one) => one.check === check);
const faults = (asked?: Partial<Wanted>, facts?: Partial<Facts>) =>
  all(asked, facts)
    .filter(({ result }) => result === 'fail')
    .flatMap(({ errors = [] }) => errors.map(({ field, code }) => `${field} ${code}`));

test('a wish in order fails nowhere, and each check that does not pass says what to do next', () => {
  expect(faults()).toEqual([]);
  const silent = [...all(), ...all({ team: 'x', gathered: [] }, { lock: { environment: 'sandbox', link: 'link_x' } })];
  expect(silent.filter(({ result, next }) => result !== 'pass' && !next)).toEqual([]);
});

describe('the partner account', () => {
  test.each<[string, Partial<PartnerAccount>, string, RegExp]>([
    ['that is paused', { status: 'paused', statusReason: 'audit' }, 'partner_account_paused', /admin/],
    ['without what the provider switches on', { allowlisted: ['invite'] }, 'not_switched_on', /channel manager/],
    ['of a tier that may not call', { tier: 'second_level_reseller' }, 'not_for_this_tier', /channel manager/],
    ['without an API key', { credentialsSetAt: undefined as never }, 'no_credentials', /admin/i],
  ])(req('R037', '%s is named with who can mend it'), (_what, change, code, who) => {
    const narrow: SiteCapabilities = {
      ...tencentIntl,
      methods: {
        ...tencentIntl.methods,
        invite: { ...tencentIntl.methods.invite, tiers: ['reseller', 'distributor'] },
      },
    };
    const found = all({}, { account: { ...account, ...change }, capabilities: narrow });
    const failed = found.filter(({ result }) => result === 'fail');
    expect(failed.flatMap(({ errors = [] }) => errors.map((one) => one.code))).toContain(code);
    expect(failed.map(({ next }) => next).join()).toMatch(who);
  });

  test.each([
    ['an hour ago', '2026-11-21T07:00:00.000Z', true],
    ['two days ago', '2026-11-19T07:00:00.000Z', false],
  ])(req('R037', 'something that was switched on %s'), (_when, allowlistedAt, isNew) => {
    const found = of('programme', {}, { account: { ...account, allowlistedAt } });
    expect([found?.result, /a day until it works/.test(found?.because ?? '')]).toEqual(['pass', isNew]);
  });

  test('at a site without an adapter, or that is not chosen, leaves the rest unknown', () => {
    const found = all({}, { account: { ...account, site: 'huawei-cn' }, capabilities: undefined });
    expect(found.flatMap(({ errors = [] }) => errors.map(({ code }) => code))).toEqual(['site_without_linking']);
    expect(of('identifier', {}, { account: undefined, capabilities: undefined })?.result).toBe('unknown');
  });

  test(req('R032', 'and the authority that it gives are told for the timeline'), () => {
    expect(ownership(factsOf())).toMatchObject({ holds: true, partnerId: account.partnerId, tier: 'reseller' });
    expect(ownership(factsOf({}, { account: { ...account, allowlisted: [] } }))).toMatchObject({ holds: false });
    expect(JSON.stringify(ownership(factsOf()))).not.toContain(wanted.customer.accountId);
  });
});

describe('types and scope', () => {
  const refusing: SiteCapabilities = { ...tencentIntl, scopes: { ...tencentIntl.scopes, delegation: 'refused' } };
  const setting: SiteCapabilities = { ...tencentIntl, scopes: { ...tencentIntl.scopes, management: 'settable' } };

  test(req('R013', 'a type that the site refuses fails with why'), () => {
    const asked = { ...managed, types: ['billing', 'delegation'] } as const;
    expect(faults(asked, { capabilities: refusing })).toEqual(['/types/1 type_refused']);
  });

  test(req('R013', 'what the site does not set needs the paper that says it'), () => {
    expect(faults(managed)).toEqual([]);
    const { agreement: _paper, ...scope } = managed.scope;
    expect(faults({ ...managed, scope })).toEqual(['/scope/agreement agreement_needed']);
  });

  test.each([
    ['services', { services: ['cvm'] }],
    ['projects', { projects: ['web'] }],
    ['regions', { regions: ['ap-singapore'] }],
    ['window', { window: { days: ['mon'], from: '09:00', to: '17:00', timeZone: 'Asia/Singapore' } }],
  ])(req('R013', 'a limit by %s is held or refused, never dropped'), (limit, narrower) => {
    expect(faults({ scope: Scope.parse(narrower) })).toEqual([`/scope/${limit} scope_not_held`]);
    expect(faults({ ...managed, scope: Scope.parse({ ...managed.scope, ...narrower }) })).toEqual([]);
    const scope = Scope.parse({ ...narrower });
    expect(faults({ ...managed, scope }, { capabilities: setting })).toEqual([]);
  });

  test(req('R015', 'a window is in a zone that there is'), () => {
    const window = { days: ['mon'], from: '09:00', to: '17:00', timeZone: 'Asia/Atlantis' };
    expect(faults({ ...managed, scope: Scope.parse({ ...managed.scope, window }) })).toEqual([
      '/scope/window/timeZone unknown_zone',
    ]);
  });

  test(req('R014', 'reading only is what a scope starts with, and more needs a reason'), () => {
    expect(Scope.parse({})).toMatchObject({ access: 'read_only' });
    expect(faults({ scope: Scope.parse({ access: 'manage' }) })).toEqual(['/scope/because reason_needed']);
    expect(faults({ scope: Scope.parse({ access: 'manage', because: 'We run their database' }) })).toEqual([]);
  });

  const none = { sites: [], types: [] };
  test.each<[string, PolicyTerms['restrictions'][number], string[]]>([
    ['a type', { ...none, name: 'No management here', types: ['management'] }, ['/types/1 restricted_by_policy']],
    ['a type elsewhere', { name: 'Not in China', sites: ['tencent-cn'], types: ['management'] }, []],
    ['a type that is not asked for', { ...none, name: 'No delegation', types: ['delegation'] }, []],
    ['a site', { ...none, name: 'Nothing new', sites: ['tencent-intl'] }, ['/partnerAccountId restricted_by_policy']],
    ['more than reading', { ...none, name: 'Reading', access: 'read_only' }, ['/scope/access restricted_by_policy']],
    [
      'more than reading of a type',
      { ...none, name: 'Reading', types: ['management'], access: 'read_only' },
      ['/scope/access restricted_by_policy'],
    ],
    ['nothing', { ...none, name: 'All is well', access: 'manage' }, []],
  ])(req('R040', 'a policy that forbids %s is named'), (_what, restriction, expected) => {
    const facts = { policy: policyOf({ restrictions: [restriction] }) };
    expect(faults(managed, facts)).toEqual(expected);
    const said = all(managed, facts).filter(({ result }) => result === 'fail');
    expect(said.every(({ because }) => because.includes(restriction.name))).toBe(true);
  });

  test(req('R003', 'R006', 'a combination needs what each of its types needs'), () => {
    expect(faults({ ...managed, gathered: [] })).toEqual([
      '/gathered not_gathered',
      '/gathered not_gathered',
      '/gathered not_gathered',
      '/gathered not_gathered',
    ]);
    expect(of('prerequisites', { ...managed, gathered: wanted.gathered })?.because).toContain('access_agreement');
    expect(faults({ gathered: [...wanted.gathered, 'horoscope'] })).toEqual(['/gathered/3 unknown_prerequisite']);
  });

  test(req('R004', 'the team is one of the policy’s'), () => {
    expect(faults({ team: 'nobody' })).toEqual(['/team unknown_team']);
    expect(of('team', { team: 'nobody' })?.because).toContain('onboarding, enterprise');
  });
});

describe('the customer', () => {
  const { name } = wanted.customer;
  const needing: SiteCapabilities = { ...tencentIntl, askedBefore: ['account_id', 'email'] };

  test(req('R146', 'without an identifier is named by its country, where the provider invites by mail'), () => {
    expect(faults({ customer: { name, country: 'SG' } })).toEqual([]);
    expect(faults({ customer: { name } })).toEqual(['/customer/country country_needed']);
    expect(faults({ customer: { name, country: 'SG' } }, { capabilities: needing })).toEqual([
      '/customer/accountId empty',
    ]);
  });

  test(req('R146', 'with an identifier given once or half is refused'), () => {
    const accountId = '200098765432';
    expect(faults({ customer: { name, accountId } })).toEqual(['/customer/accountIdAgain missing']);
    expect(faults({ customer: { name, accountIdAgain: accountId } })).toEqual(['/customer/accountId missing']);
  });

  test(req('R012', 'that was seen in the other environment is refused here'), () => {
    expect(of('environment', {}, { lock: { environment: 'sandbox' } })?.result).toBe('fail');
    expect(of('environment', {}, { lock: { environment: 'production' } })?.result).toBe('pass');
  });

  const differs = { result: 'mismatch', because: 'called otherwise', code: 'name_differs', field: 'name' } as const;
  const reason = 'Renamed last week, not yet on record';
  test(req('R011', 'that the record knows otherwise is barred until somebody overrides it with a reason'), () => {
    const compared = { ...differs, overridable: true };
    expect(faults({}, { compared })).toEqual(['/customer/name name_differs']);
    expect(faults({ override: { reason } }, { compared })).toEqual([]);
    expect(of('trusted_record', { override: { reason } }, { compared })).toMatchObject({ result: 'warn' });
    expect(faults({ override: { reason, code: 'differs_from_record' } }, { compared })).not.toEqual([]);
    expect(faults({ override: { reason, code: 'name_differs' } }, { compared, request: 'lreq_x' })).toEqual([]);
  });

  test(req('R011', 'whose record says nothing else needs no override'), () => {
    expect(faults({ override: { reason } })).toEqual(['/override nothing_to_override']);
  });

  test.each([
    ['account_of_another_customer', 'accountId', '/customer/accountId'],
    ['environment_differs', 'environment', '/partnerAccountId'],
  ] as const)(req('B15', 'R012', 'that is barred by %s stays so whatever the reason'), (code, field, pointer) => {
    const compared = { ...differs, code, field, overridable: false };
    expect(faults({ override: { reason } }, { compared })).toEqual([`${pointer} ${code}`]);
  });

  test(req('R021', 'that is held is named with where to go on: a link is changed, a request is followed'), () => {
    expect(of('customer_free', {}, { lock: { environment: 'production', link: 'link_1' } })).toMatchObject({
      result: 'fail',
      holder: 'link_1',
      update: '/v1/links/link_1/changes',
    });
    expect(of('customer_free', {}, { lock: { environment: 'production', request: 'lreq_1' } })).toMatchObject({
      result: 'fail',
      holder: 'lreq_1',
      update: '/v1/link-requests/lreq_1',
    });
  });

  test('that is held by the request being checked, or by the link that it changes, is free for it', () => {
    const lock = { environment: 'production', link: 'link_1', request: 'lreq_1' } as const;
    const own = { lock, request: 'lreq_1', changes: 'link_1' };
    expect([of('customer_free', {}, own)?.result, of('billing_arrangement', {}, own)?.result]).toEqual([
      'pass',
      'unknown',
    ]);
    expect(of('customer_free', {}, { lock, request: 'lreq_1' })?.holder).toBe('link_1');
  });

  test(req('B15', 'one slip away from another is warned of and refused for nothing'), () => {
    const near = { nearMisses: ['200098765423'] };
    expect(of('near_miss', {}, near)).toMatchObject({ result: 'warn', nearMisses: ['200098765423'] });
    expect(faults({}, near)).toEqual([]);
    expect(of('near_miss', {}, { nearMisses: undefined })).toBeUndefined();
  });

  test(req('R041', 'whose bills we carry already is told apart from one of whom nobody can tell'), () => {
    const lock = { environment: 'production', link: 'link_1' } as const;
    expect(of('billing_arrangement', {}, { lock })).toMatchObject({ result: 'fail', holder: 'link_1' });
    expect(of('billing_arrangement')?.result).toBe('unknown');
  });

  test(req('R038', 'is not judged beyond what can be known before it has applied'), () => {
    const unknown = all().filter(({ result }) => result === 'unknown');
    expect(unknown.map(({ check }) => check)).toEqual([
      'trusted_record',
      'account_region',
      'billing_arrangement',
      'customer_documents',
      'customer_eligible',
    ]);
  });
});

test('a recorded request is not asked again what only its typing could show', () => {
  const recorded = { request: 'lreq_x' };
  const names = all({ gathered: [] }, recorded).map(({ check }) => check);
  expect(names).not.toContain('prerequisites');
  expect(names).not.toContain('identifier_repeated');
});

describe(req('R048', 'the preview of permissions'), () => {
  const named = (asked: Partial<Wanted>) => {
    const preview = previewPermissions(factsOf(asked));
    return {
      allowed: preview?.allowed.map(({ action, how, mode }) => `${action} ${how} ${mode}`),
      denied: preview?.denied.map(({ action, because }) => `${action}: ${because}`),
    };
  };

  test('lists what a link for bills alone allows, and why not the rest', () => {
    const { allowed, denied } = named({});
    expect(allowed).toEqual(['see_standing settable api', 'see_bills settable api']);
    expect(denied).toContain('limit_spending: the scope is reading only');
    expect(denied).toContain('see_resources: not a link for provisioning');
  });

  test('tells what is agreed on paper apart, and what the site can not do', () => {
    const { allowed, denied } = named(managed);
    expect(allowed).toContain('change_settings attested operator');
    expect(denied).toContain('limit_spending: linking sets no spending terms here');
  });

  test('says what will be proved of the link, and waits for a site', () => {
    const verified = previewPermissions(factsOf())?.verified.map(({ item, mode }) => `${item} ${mode}`);
    expect(verified).toContain('billing api');
    expect(verified).toContain('audit_trace none');
    expect(previewPermissions(factsOf({}, { account: undefined }))).toBeUndefined();
  });
});
