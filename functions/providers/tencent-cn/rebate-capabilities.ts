import type { RebateCapabilities } from '../rebates.ts';
import { page } from './capability-rows.ts';

/**
 * How the China site of Tencent Cloud tells a partner its rebates: a list, a row for each partner account and month. A row
 * says what holds it back (`ExceptionFlag`), not whether it was settled or paid.
 */
export const rebates: RebateCapabilities = {
  source: 'list',
  takesBucket: false,
  // the month that runs, the one that is being settled, and the one that is still corrected
  periods: 3,
  zone: 'Asia/Shanghai',
  bill: {
    day: 5,
    document:
      'no document of the China site states the day; taken from its sister site: Tencent Cloud International, Customer Bill Management',
  },
  mappings: ['tencent-cn-rebate-infos@1'],
  statesStatus: false,
  document: page('DescribeRebateInfosNew'),
};
