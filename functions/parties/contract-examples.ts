/** Answers as the API reference shows them; one organisation throughout. */

const admin = 'mem_01kb8q3zj5e2xv8r0m4c7t9w1d';
const operator = 'mem_01kb8q4f9sg6nw2y5a8h3k0p7e';
const machine = 'mem_01kb8r7c2dj4qz9x1b6v5m8t3f';
const account = 'acc_01kb8qa6rvk3sy0n7d2f4g8w5h';

const free = (name: string) => ({ name, allowed: true, because: '', needs: ['admin'] });
const barred = (name: string, because: string) => ({ name, allowed: false, because, needs: ['admin'] });

const organisation = {
  id: 'org_01kb8q3y7tf4mx6z9w1c5v8r2a',
  kind: 'reseller',
  name: 'Tamarisk Cloud Services Pte. Ltd.',
  createdAt: '2026-11-02T01:30:00.000Z',
  version: 1,
};

const partnerAccount = {
  id: account,
  name: 'Tencent Cloud International',
  site: 'tencent-intl',
  partnerId: '200031884156',
  tier: 'reseller',
  environment: 'production',
  timeZone: 'Asia/Singapore',
  syncTime: '02:30',
  allowlisted: ['invite', 'decideApplication'],
  status: 'active',
  statusSince: '2026-11-02T02:05:11.000Z',
  credentialsSetAt: '2026-11-02T02:07:45.000Z',
  createdAt: '2026-11-02T02:05:11.000Z',
  createdBy: admin,
  version: 2,
  actions: [free('pause'), barred('resume', 'not_allowed_now'), free('change'), free('setCredentials')],
};

const member = {
  id: operator,
  kind: 'person',
  name: 'Wei Ling Tan',
  email: 'weiling.tan@tamarisk.example.com',
  clientId: null,
  rights: ['enter', 'operator'],
  status: 'active',
  createdAt: '2026-11-02T01:42:08.000Z',
  createdBy: admin,
  version: 1,
  actions: [free('changeRights'), free('disable'), barred('enable', 'not_allowed_now')],
};

const access = {
  memberId: operator,
  kind: 'person',
  name: 'Wei Ling Tan',
  email: 'weiling.tan@tamarisk.example.com',
  rights: ['enter', 'operator'],
  status: 'active',
  addedAt: '2026-11-02T01:42:08.000Z',
  addedBy: admin,
  rightsSince: '2026-11-19T08:20:51.000Z',
  rightsBy: admin,
  statusSince: '2026-11-02T01:42:08.000Z',
};

const machineClient = {
  id: machine,
  kind: 'machine',
  name: 'CRM synchronisation',
  email: null,
  clientId: '7q2v9m4k1d8s6h3x5b0n7c2t4f',
  rights: ['service'],
  status: 'active',
  createdAt: '2026-11-03T06:20:00.000Z',
  createdBy: admin,
  version: 1,
  actions: [free('remove')],
};

const policyTerms = {
  windows: {
    customerSeconds: 1_209_600,
    applicationSeconds: 2_592_000,
    secondPersonSeconds: 604_800,
    reviewSeconds: 1_209_600,
    remedySeconds: 2_592_000,
  },
  secondPerson: { for: ['manage', 'sensitive', 'management', 'delegation'], coolOffSeconds: 86_400 },
  teams: ['onboarding', 'enterprise'],
  restrictions: [{ name: 'No delegation in the standard programme', types: ['delegation'] }],
  verification: { recheckSeconds: 86_400, afterCycleSeconds: 518_400 },
  resend: { pauseSeconds: 3600, most: 5 },
  escalation: { afterSeconds: 259_200 },
  poll: { firstSeconds: 60, maxSeconds: 3600 },
  notices: { digestSeconds: 900 },
  reminders: { customerSecondsBefore: [432_000, 259_200, 86_400] },
} as const;

export const examples = {
  me: {
    member: operator,
    kind: 'person',
    name: 'Wei Ling Tan',
    email: 'weiling.tan@tamarisk.example.com',
    organisation: { id: organisation.id, name: organisation.name, kind: 'reseller' },
    rights: ['enter', 'operator'],
    rightsAtRenewal: ['enter', 'operator', 'follow-up'],
  },
  access,
  organisation,
  partnerAccount,
  pausedAccount: {
    ...partnerAccount,
    status: 'paused',
    statusReason: 'The provider audits our reseller agreement until 5 December',
    statusSince: '2026-11-21T08:14:00.000Z',
    version: 3,
    actions: [barred('pause', 'not_allowed_now'), free('resume'), free('change'), free('setCredentials')],
  },
  credentials: { accountId: account, credentialsSetAt: '2026-11-02T02:07:45.000Z' },
  member,
  disabledMember: {
    ...member,
    status: 'disabled',
    version: 2,
    actions: [free('changeRights'), barred('disable', 'not_allowed_now'), free('enable')],
  },
  policy: {
    ...policyTerms,
    version: 3,
    changedAt: '2026-11-09T03:00:00.000Z',
    changedBy: admin,
  },
  machineClient,
  removedMachineClient: {
    ...machineClient,
    status: 'disabled',
    version: 2,
    actions: [barred('remove', 'not_allowed_now')],
  },
} as const;

/** Bodies that the operations take. */
export const bodies = {
  enterAccount: {
    name: 'Tencent Cloud International',
    site: 'tencent-intl',
    partnerId: '200031884156',
    tier: 'reseller',
    environment: 'production',
    timeZone: 'Asia/Singapore',
    allowlisted: ['invite', 'decideApplication'],
  },
  pauseAccount: { status: 'paused', reason: 'The provider audits our reseller agreement until 5 December' },
  switchOn: { allowlisted: ['invite', 'decideApplication', 'listApplications'] },
  credentials: { keyId: 'IKIDexampleexampleexampleexample12', keySecret: 'exampleKeySecretThatNobodyUses00' },
  credentialsWithBucket: {
    keyId: 'LTAI5tExampleOfAnAccount',
    keySecret: 'exampleKeySecretThatNobodyUses00',
    rebateBucket: {
      name: 'tamarisk-commission',
      region: 'ap-southeast-1',
      prefix: '',
      role: 'acs:ram::5113766248601929:role/commission-files',
      keyId: 'LTAI5tExampleOfABucket',
      keySecret: 'exampleKeySecretThatNobodyUses01',
    },
  },
  addMember: { displayName: 'Wei Ling Tan', email: 'weiling.tan@tamarisk.example.com', rights: ['enter', 'operator'] },
  giveRights: { rights: ['enter', 'operator', 'follow-up'] },
  disable: { disabled: true },
  policy: {
    ...policyTerms,
  },
  addMachineClient: {
    name: 'CRM synchronisation',
    clientId: '7q2v9m4k1d8s6h3x5b0n7c2t4f',
    clientSecret: '1h8s5v0q3m7c2x9d4k6b1n8t5w0f3j7r2g9z4a6e',
  },
};
