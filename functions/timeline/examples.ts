/** Answers as the API reference shows them. */

const requestId = 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a';
const operator = 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4';

export const auditedRequest = {
  requestId,
  customer: { name: 'Lantern Logistics Pte. Ltd.', reference: 'C-20418', accountId: '200098765432' },
  createdAt: '2026-11-21T02:14:07.512Z',
  operator,
  status: 'completed',
  final: true,
  endedAt: '2026-11-21T06:40:31.020Z',
} as const;

const hash = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4';

export const timeline = {
  head: { seq: 1, hash },
  intact: true,
  findings: [],
  items: [
    {
      id: 'tle_01k9x3m6f3e4v0w2y4z6b8d0f2',
      seq: 1,
      type: 'link_request.created',
      actor: { kind: 'member', id: operator },
      at: '2026-11-21T02:14:07.512Z',
      data: { execution: `${requestId}-1`, site: 'tencent-intl', customer: '200098765432' },
      previous: '',
      hash,
    },
  ],
} as const;
