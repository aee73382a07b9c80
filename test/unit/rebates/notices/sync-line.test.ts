import { describe, expect, test } from 'vitest';
import { isWorthTelling, syncLine } from '../../../../functions/rebates/notices/sync-line.ts';
import { RebateSync, type SyncPeriod } from '../../../../functions/rebates/sync/sync.ts';

const at = '2026-11-21T18:30:00.000Z';
const synced = (periods: readonly Partial<SyncPeriod>[], more: Partial<RebateSync> = {}): RebateSync =>
  RebateSync.parse({
    org: 'org_01kb8q3y7tf4mx6z9w1c5v8r01',
    id: 'rsy_01kb8q3y7tf4mx6z9w1c5v8r0s',
    version: 4,
    timelineSeq: 4,
    timelineHead: 'head',
    status: 'completed',
    origin: 'night',
    night: '2026-11-22',
    dryRun: false,
    partnerAccount: {
      id: 'acc_01kb8q3y7tf4mx6z9w1c5v8r0d',
      site: 'tencent-intl',
      partnerId: '200000000001',
      environment: 'production',
      timeZone: 'Asia/Shanghai',
    },
    periods: periods.map((period) => ({ period: '2026-10', state: 'applied', ...period })),
    asked: 1,
    owner: 'unowned',
    createdAt: at,
    execution: 'rsy_01kb8q3y7tf4mx6z9w1c5v8r0s-1',
    attempt: 1,
    attemptSince: at,
    attemptSeen: 1,
    rounds: {},
    spent: {},
    spentUntil: at,
    ...more,
  });
const plan = {
  kinds: { appeared: 3, amount_changed: 2, status_changed: 2, disappeared: 1 },
  changes: 7,
  deltas: [{ currency: 'USD', amount: '-12.5', parts: [{ cause: 'unexplained' as const, amount: '-12.5' }] }],
  unexplained: 1,
};

describe('R118: what finance is told of a sync', () => {
  test('says what came, changed and went, and what nobody can explain, with its amount', () => {
    expect(syncLine(synced([{ plan }]), 'en')).toBe(
      'Partner account 200000000001, night of 2026-11-22: 3 new; 3 changed; 1 gone; 1 with an unexplained difference (-12.5 USD)',
    );
  });

  test('names the periods that are held, not understood or not read', () => {
    const sync = synced([
      { period: '2026-09', state: 'held' },
      { period: '2026-10', state: 'quarantined' },
      { period: '2026-11', state: 'unread' },
    ]);
    expect(isWorthTelling(sync)).toBe(true);
    expect(syncLine(sync, 'zh-CN')).toBe(
      '合作伙伴账号 200000000001，2026-11-22 夜间同步: 待人工确认：2026-09; 无法识别，未采用：2026-10; 未能读取：2026-11',
    );
  });

  test('is nothing when nothing changed, or when nothing was to be written', () => {
    expect(isWorthTelling(synced([{ state: 'unchanged' }, { state: 'not_available' }]))).toBe(false);
    expect(isWorthTelling(synced([{ plan }], { dryRun: true }))).toBe(false);
  });

  test('says that a sync broke off, or that nobody worked', () => {
    expect(syncLine(synced([], { status: 'missed' }), 'en')).toMatch(/nobody worked that night/);
    expect(isWorthTelling(synced([{ plan }], { status: 'failed' }))).toBe(true);
    expect(syncLine(synced([], { status: 'failed' }), 'en')).toMatch(/it broke off; what was known stays$/);
  });

  test('does not call it broken off where the source gave nothing, and says that what was known stays', () => {
    const failure = { stage: 'reading', code: 'unread' };
    const sync = synced([{ state: 'unread' }], { status: 'failed', failure });
    expect(syncLine(sync, 'en')).toMatch(/: could not be read: 2026-10; what was known stays$/);
  });
});
