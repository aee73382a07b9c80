import type { RebateCapabilities } from '../rebates.ts';
import { page } from './capability-rows.ts';

/**
 * How the China site of Huawei Cloud tells a partner its incentives: in Partner Center, which exports their details. What
 * was paid out as a top-up stands in the partner's ledger; without customer or period, it is no statement.
 */
export const rebates: RebateCapabilities = {
  source: 'none',
  takesBucket: false,
  // the month that runs, the one that is being reconciled, and the one that is still corrected
  periods: 3,
  zone: 'Asia/Shanghai',
  bill: {
    day: 5,
    document:
      'no document of the China site states the day; taken from its sister site: Huawei Cloud International, Querying Partner Bills (mb_00001)',
  },
  mappings: ['huawei-incentive-export@1', 'portal-export@1'],
  statesStatus: false,
  document: `Huawei Cloud (China), Partner Center user guide: Incentive Management (激励管理); ${page('ListPartnerAccountChangeRecords')} for payouts`,
};
