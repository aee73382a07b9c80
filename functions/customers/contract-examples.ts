/** Answers and bodies as the API reference shows them. */

const importId = 'cimp_01kb9t5w8xe2gq7r0n4c6v1m3z';
const operator = 'mem_01kb8q4f9sg6nw2y5a8h3k0p7e';

const customer = {
  reference: 'C-1042',
  name: 'Larkspur Robotics Pte. Ltd.',
  country: 'SG',
  environment: 'production',
  accounts: [
    { site: 'tencent-intl', accountId: '200012345678' },
    { site: 'huawei-intl', accountId: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' },
  ],
  importId,
  importedAt: '2026-11-21T05:30:00.000Z',
  importedBy: operator,
} as const;

const counts = { new: 2, changed: 1, unchanged: 0, accountsMoved: 1, accountsRemoved: 0 };
const summary = 'Customers: 2 new, 1 changed, 0 unchanged. Accounts: 1 moved to another customer, 0 removed.';

export const examples = {
  customer,
  customerImport: {
    id: importId,
    status: 'applied',
    counts,
    written: 3,
    lines: 3,
    trimmed: 0,
    fileHash: '6a1f0c3b9e5d4872a6b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9',
    startedAt: '2026-11-21T05:30:00.000Z',
    startedBy: operator,
    appliedAt: '2026-11-21T05:30:01.000Z',
    summary,
  },
  preview: { dryRun: true, counts, lines: 3, trimmed: 0, summary },
} as const;

export const bodies = {
  file: [
    'reference,name,country,environment,site,account_id',
    'C-1042,Larkspur Robotics Pte. Ltd.,SG,production,tencent-intl,200012345678',
    'C-1042,Larkspur Robotics Pte. Ltd.,SG,production,huawei-intl,0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'C-1043,"Brindlecove Foods, Inc.",US,production,tencent-intl,200076543210',
    '',
  ].join('\r\n'),
};
