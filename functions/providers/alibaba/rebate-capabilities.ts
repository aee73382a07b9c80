import type { RebateCapabilities } from '../rebates.ts';
import { page } from './capability-rows.ts';

/**
 * How the international site of Alibaba Cloud tells a partner its commission: workbooks that it pushes into a bucket of
 * the partner's own, for distributors only. Until the desk has such a bucket, a person uploads what the push or the
 * console gives. Columns, currency and statuses are not documented.
 */
export const rebates: RebateCapabilities = {
  source: 'none',
  // the month that runs, the one that is being settled, and the one that is still corrected
  periods: 3,
  zone: 'Asia/Shanghai',
  // of the bill, by what it is pushed at; the day of the commission file is not stated
  bill: { day: 5, document: page('SubscriptionBill') },
  mappings: ['alibaba-commission@1', 'portal-export@1'],
  statesStatus: false,
  document: 'Alibaba Cloud OpenAPI, product Agency (2025-02-27): GetIntlCommissionDetailFileList',
};
