import type { RebateCapabilities } from '../rebates.ts';
import { page } from './capability-rows.ts';

/**
 * How the international site of Tencent Cloud tells a partner its commission: a file a month. Neither columns nor
 * statuses are documented, so the first file of a layout that the desk does not know waits for a person.
 */
export const rebates: RebateCapabilities = {
  source: 'file',
  takesBucket: false,
  // the month that runs, the one whose bill is made on the 5th, and the one that is still corrected
  periods: 3,
  zone: 'Asia/Shanghai',
  bill: { day: 5, document: 'Tencent Cloud International, International Partners: Customer Bill Management' },
  mappings: ['tencent-intl-commission-detail@1'],
  statesStatus: false,
  document: page('DescribeRebateDownloadUrl'),
};
