import * as names from '../examples.ts';

const { account, member, sync, sha256 } = names;

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const announcement = {
  account,
  fileName: 'rebates-2026-10.csv',
  contentType: 'text/csv',
  bytes: 1_204_883,
  sha256,
  covers: 'whole',
} as const;

const allowed = { allowed: true, because: '', needs: ['finance', 'operator'] } as const;
const notNow = { allowed: false, because: 'not_allowed_now', needs: ['finance', 'operator'] } as const;
const base = { ...announcement, id: names.upload, addedBy: member, createdAt: '2026-11-02T02:10:00.000Z' } as const;

export const announced = {
  ...base,
  version: 1,
  status: 'announced',
  actions: [
    { name: 'takeInRebateUpload', ...allowed },
    { name: 'confirmRebateMapping', ...notNow },
    { name: 'withdrawRebateUpload', ...notNow },
  ],
} as const;

export const unclear = {
  ...base,
  version: 2,
  status: 'unknown_columns',
  actions: [
    { name: 'takeInRebateUpload', ...allowed },
    { name: 'confirmRebateMapping', ...allowed },
    { name: 'withdrawRebateUpload', ...notNow },
  ],
} as const;

export const upload = {
  ...base,
  version: 2,
  status: 'syncing',
  mapping: 'portal-export@1',
  sync,
  periods: [{ period: '2026-10', state: 'read' }],
  actions: [
    { name: 'takeInRebateUpload', ...notNow },
    { name: 'confirmRebateMapping', ...notNow },
    { name: 'withdrawRebateUpload', ...notNow },
  ],
} as const;

export const withdrawn = {
  ...upload,
  version: 3,
  status: 'withdrawing',
  periods: [{ period: '2026-10', state: 'applied' }],
  withdrawal: {
    sync: 'rsy_01k9x3m6h7e8ts5c0v9w1y3z1e',
    by: member,
    at: '2026-11-02T08:40:00.000Z',
    reason: 'The export of another partner account',
  },
} as const;

const file = `https://example-rebates.s3.ap-southeast-1.amazonaws.com/org/${account}/originals/${sha256}`;

export const put = {
  method: 'PUT',
  url: `${file}?X-Amz-Signature=…`,
  headers: { 'content-type': 'text/csv', 'content-length': '1204883' },
  until: '2026-11-02T02:25:00.000Z',
} as const;

export const given = {
  name: 'our-portal-export',
  columns: [
    { field: 'id', headers: ['Line no.'] },
    { field: 'period', headers: ['Month'] },
    { field: 'customer', headers: ['Account'] },
    { field: 'amount', headers: ['Rebate'] },
    { field: 'ignored', headers: ['Remark'], optional: true },
  ],
  currency: 'USD',
  statuses: {},
  kinds: {},
  reasons: {},
  derivedStatus: 'pending',
  timeZone: 'Asia/Shanghai',
  rateAs: 'percent',
} as const;

export const mapping = {
  id: 'our-portal-export@1',
  own: true,
  mapping: { ...given, version: 1, sites: ['huawei-intl'], document: 'confirmed by a member' },
  upload: names.upload,
  confirmedBy: member,
  confirmedAt: '2026-11-02T02:31:00.000Z',
} as const;

export const columns = {
  headers: ['Line no.', 'Month', 'Account', 'Rebate', 'Remark'],
  samples: [['4711', '2026-10', '200012345678', '12.50', '']],
  guesses: [
    { header: 'Line no.', field: 'id', confidence: 0.7 },
    { header: 'Month', field: 'period', confidence: 0.7 },
    { header: 'Account', field: 'ignored', confidence: 0.3 },
    { header: 'Rebate', field: 'amount', confidence: 0.7 },
    { header: 'Remark', field: 'ignored', confidence: 0.95 },
  ],
  suggested: { ...given, name: 'columns-4f0c2a9be871' },
} as const;
