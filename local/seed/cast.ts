import type { Seeds } from '../cloud.ts';

/** Everybody's password in the local cloud, which nothing but this computer reaches. */
export const password = 'Local-desk-only-1';

type Person = { readonly name: string; readonly email: string; readonly rights: readonly PersonRight[] };
type PersonRight = 'enter' | 'operator' | 'follow-up' | 'verifier' | 'approver' | 'finance' | 'auditor' | 'admin';

/** An account at a pretended cloud, with the key that it has there. */
type Account = {
  readonly site: Site;
  readonly name: string;
  readonly partnerId: string;
  readonly environment: 'production' | 'sandbox';
  readonly timeZone: string;
  readonly key: { readonly keyId: string; readonly keySecret: string };
};

export type OrganisationSeed = {
  readonly org: `org_${string}`;
  readonly name: string;
  readonly kind: 'reseller' | 'second_level_reseller' | 'distributor';
  readonly parent?: `org_${string}`;
  /** The first is the founding admin. */
  readonly people: readonly [Person, ...Person[]];
  readonly accounts: readonly Account[];
};

/** Sites of pretended clouds, and how their keys begin. */
const keyPrefix = { 'tencent-intl': 'IKID', 'alibaba-intl': 'LTAI', 'huawei-intl': 'HPUA' } as const;
type Site = keyof typeof keyPrefix;

const qiming = 'org_01kb000000000000000000qmng';

/** A reseller, a distributor and the distributor's second-level reseller. None of them exists. */
export const organisations = [
  {
    org: 'org_01kb00000000000000000harbr',
    name: 'Harbour Lantern Cloud Ltd',
    kind: 'reseller',
    people: team('harbour-lantern.example'),
    accounts: [
      account('Tencent Cloud International', '200010000001', 'production', 'Asia/Hong_Kong'),
      account('Tencent Cloud International, tests', '200010000005', 'sandbox', 'Asia/Hong_Kong'),
      account('Alibaba Cloud International', '5100010000000001', 'production', 'Asia/Hong_Kong', 'alibaba-intl'),
      account(
        'Huawei Cloud International',
        '0a71e55e11e54a0cb0a1f8f4a0c30001',
        'production',
        'Asia/Hong_Kong',
        'huawei-intl',
      ),
    ],
  },
  {
    org: qiming,
    name: '启明汇云分销有限公司',
    kind: 'distributor',
    people: [
      { name: 'Ada Shen', email: 'ada@qiming-huiyun.example', rights: ['admin'] },
      { name: 'Petra Qiu', email: 'petra@qiming-huiyun.example', rights: ['approver', 'follow-up'] },
    ],
    accounts: [account('腾讯云国际站', '200010000002', 'production', 'Asia/Shanghai')],
  },
  {
    org: 'org_01kb00000000000000000tdwtr',
    name: 'Tidewater Cloud Services Pte. Ltd.',
    kind: 'second_level_reseller',
    parent: qiming,
    people: team('tidewater-cloud.example'),
    accounts: [account('Tencent Cloud International', '200010000003', 'production', 'Asia/Singapore')],
  },
] as const satisfies readonly OrganisationSeed[];

/** Whom the demo works for, and as whom: the first reseller's admin, operator, second person and finance. */
export const demo = {
  org: organisations[0].org,
  admin: 'ada@harbour-lantern.example',
  operator: 'olivia@harbour-lantern.example',
  approver: 'petra@harbour-lantern.example',
  finance: 'fin@harbour-lantern.example',
} as const;

/** How many customers the first reseller has from the start. */
export const linkedCustomers = 40;

/** The accounts of all organisations at a site. */
function accountsAt(site: Site) {
  return organisations.flatMap(({ name, kind, accounts }: OrganisationSeed) =>
    accounts.flatMap((one) => (one.site === site ? [{ ...one, owner: name, kind }] : [])),
  );
}

/** The other end of the same accounts, so that keys and customers agree. */
const tencent: Seeds['tencent'] = {
  seed: 7,
  strangers: 6,
  partners: accountsAt('tencent-intl').map(({ owner, kind, partnerId, key, environment }) => ({
    uin: partnerId,
    name: owner,
    role: kind,
    ...(kind === 'second_level_reseller' && { distributor: '200010000002' }),
    keys: [{ secretId: key.keyId, secretKey: key.keySecret }],
    customers: environment === 'sandbox' ? 2 : kind === 'reseller' ? linkedCustomers : 4,
    // By account, nobody could see the demo twice within three minutes; which of the two holds is not documented.
    mailIntervalBy: 'address' as const,
  })),
};

const alibaba: Seeds['alibaba'] = {
  seed: 7,
  partners: accountsAt('alibaba-intl').map(({ owner, partnerId, key }) => ({
    uid: partnerId,
    name: owner,
    keys: [{ accessKeyId: key.keyId, accessKeySecret: key.keySecret }],
  })),
};

const huawei: Seeds['huawei'] = {
  seed: 7,
  partners: accountsAt('huawei-intl').map(({ owner, partnerId, key }) => ({
    id: partnerId,
    accountName: 'harbour-lantern',
    name: owner,
    keys: [{ accessKey: key.keyId, secretKey: key.keySecret, permissions: null }],
  })),
};

export const seeds: Seeds = { tencent, alibaba, huawei };

function team(domain: string): readonly [Person, ...Person[]] {
  return [
    { name: 'Ada Wong', email: `ada@${domain}`, rights: ['admin'] },
    { name: 'Olivia Tan', email: `olivia@${domain}`, rights: ['enter', 'operator'] },
    { name: 'Petra Lindqvist', email: `petra@${domain}`, rights: ['approver', 'verifier'] },
    { name: 'Fin Okafor', email: `fin@${domain}`, rights: ['finance'] },
    { name: 'Aud Nilsen', email: `aud@${domain}`, rights: ['auditor'] },
  ];
}

function account(
  name: string,
  partnerId: string,
  environment: Account['environment'],
  timeZone: string,
  site: Site = 'tencent-intl',
): Account {
  const key = { keyId: `${keyPrefix[site]}local${partnerId}`, keySecret: `only-on-this-computer-${partnerId}` };
  return { site, name, partnerId, environment, timeZone, key };
}
