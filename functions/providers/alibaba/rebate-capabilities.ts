import type { RebateCapabilities } from '../rebates.ts';
import { page } from './capability-rows.ts';

/**
 * How the international site of Alibaba Cloud tells a partner what it earns: distributors by workbooks that it pushes into
 * a bucket of their own, everybody by a margin report behind a link. Columns, currency and statuses of neither are
 * documented, so the first file of a layout that the desk does not know waits for a person.
 */
export const rebates: RebateCapabilities = {
  source: 'file',
  takesBucket: true,
  // the month that runs, the one that is being settled, and the one that is still corrected
  periods: 3,
  zone: 'Asia/Shanghai',
  // of the bill, by what it is pushed at; the day of the commission file is not stated
  bill: { day: 5, document: page('SubscriptionBill') },
  mappings: ['alibaba-commission@1', 'alibaba-margin-report@1', 'portal-export@1'],
  statesStatus: false,
  document: 'Alibaba Cloud OpenAPI, product Agency (2025-02-27): GetIntlCommissionDetailFileList',
};
