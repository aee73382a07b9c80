import type { RebateCapabilities } from '../rebates.ts';
import { guideAt } from './capability-rows.ts';

/**
 * How the international site of Huawei Cloud tells a partner its incentives: in Partner Center, which exports their
 * details. No operation has them, and what the export's columns are called is not documented.
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
      'Huawei Cloud International, Partner Center developer guide: Querying Partner Bills (mb_00001), before 12:00 Beijing time',
  },
  mappings: ['huawei-incentive-export@1', 'portal-export@1'],
  statesStatus: false,
  document: `Huawei Cloud International, Partner Center user guide: Incentive Management, ${guideAt('Dis_000533')}`,
};
