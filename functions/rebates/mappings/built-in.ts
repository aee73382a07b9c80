import { sites } from '../../providers/provider.ts';
import type { Mapping } from './mapping.ts';
import { kindWords, reasonWords, statusWords } from './words.ts';

const words = { statuses: statusWords, kinds: kindWords, reasons: reasonWords };

/** The providers' portals and statements are in Beijing time unless a time states its own zone. */
const timeZone = 'Asia/Shanghai';

/**
 * International Tencent Cloud's monthly file (`DescribeRebateDownloadUrl`, `CommissionDetail`). Nothing describes its
 * columns: these are a guess that a real file either fits or is held against.
 */
const tencentIntlCommissionDetail: Mapping = {
  name: 'tencent-intl-commission-detail',
  version: 1,
  sites: ['tencent-intl'],
  document: 'invented',
  columns: [
    { field: 'ignored', headers: ['Reseller UIN', '经销商UIN'] },
    { field: 'customer', headers: ['Customer UIN', '客户UIN'] },
    { field: 'order', headers: ['Order ID', '订单号'] },
    { field: 'id', headers: ['Record ID', '记录ID'] },
    { field: 'period', headers: ['Settlement Month', '结算月份'] },
    { field: 'kind', headers: ['Record Type', '记录类型'] },
    { field: 'product', headers: ['Product Code', '产品编码'] },
    { field: 'productName', headers: ['Product Name', '产品名称'] },
    { field: 'orderedAt', headers: ['Order Time', '下单时间'] },
    { field: 'currency', headers: ['Currency', '币种'] },
    { field: 'base', headers: ['Commission Base', '返佣基数'] },
    { field: 'rate', headers: ['Commission Rate', '返佣比例'] },
    { field: 'refund', headers: ['Refund', '退款'] },
    { field: 'correction', headers: ['Adjustment', '调整'] },
    { field: 'amount', headers: ['Commission Amount', '返佣金额'] },
    { field: 'status', headers: ['Status', '状态'] },
    { field: 'reason', headers: ['Reason', '原因'] },
    { field: 'expectedOn', headers: ['Expected Settlement Date', '预计结算日期'] },
    { field: 'ignored', headers: ['Remark', '备注'] },
  ],
  ...words,
  timeZone,
  rateAs: 'fraction',
};

/**
 * The China site of Tencent Cloud's list (`DescribeRebateInfosNew`): a row for each partner account and month. Its flag
 * says what holds a row back, and stands where others have a status: whether a row was settled or paid is not told. From
 * which of the two sums of sales a rebate is computed is not told either.
 */
const tencentCnRebateInfos: Mapping = {
  name: 'tencent-cn-rebate-infos',
  version: 1,
  sites: ['tencent-cn'],
  document: 'https://cloud.tencent.com/document/product/563/16041',
  columns: [
    { field: 'id', headers: ['Uin'] },
    { field: 'period', headers: ['RebateMonth'] },
    { field: 'amount', headers: ['Amt'] },
    { field: 'ignored', headers: ['MonthSales'], optional: true },
    { field: 'ignored', headers: ['QuarterSales'], optional: true },
    { field: 'status', headers: ['ExceptionFlag'], optional: true },
  ],
  currency: 'CNY',
  ...words,
  statuses: { NORMAL: 'pending', HAS_OVERDUE_BILL: 'pending', NO_CONTRACT: 'pending' },
  derivedStatus: 'pending',
  timeZone,
  rateAs: 'fraction',
  decimalSign: '.',
};

/**
 * Huawei Cloud's details of incentives, exported from Partner Center. Its guide says what they can be filtered by (order,
 * programme, customer, account manager, kind of product) and that an incentive, by its id, is what a partner confirms; it
 * does not say what the columns are called. An incentive has many lines, so its id is not that of a line.
 */
const huaweiIncentiveExport: Mapping = {
  name: 'huawei-incentive-export',
  version: 1,
  sites: ['huawei-intl', 'huawei-cn'],
  document: 'Partner Center, Incentive Management (Dis_000533, Dis_000534, faq_pi_000001); names of columns invented',
  columns: [
    { field: 'ignored', headers: ['Incentive ID', '激励ID'] },
    { field: 'period', headers: ['Settlement Cycle', '结算周期'] },
    { field: 'ignored', headers: ['Program', '激励计划'] },
    { field: 'customer', headers: ['Customer ID', '客户ID'] },
    { field: 'ignored', headers: ['Customer Name', '客户名称'] },
    { field: 'order', headers: ['Order ID', '订单号'] },
    { field: 'product', headers: ['Product Type', '产品类型'] },
    { field: 'ignored', headers: ['Account Manager', '客户经理'] },
    { field: 'orderedAt', headers: ['Transaction Time', '交易时间'] },
    { field: 'currency', headers: ['Currency', '币种'] },
    { field: 'base', headers: ['Eligible Amount', '激励基数'] },
    { field: 'rate', headers: ['Incentive Rate', '激励比例'] },
    { field: 'amount', headers: ['Incentive Amount', '激励金额'] },
    { field: 'status', headers: ['Status', '状态'] },
  ],
  ...words,
  timeZone,
  rateAs: 'percent',
};

/** Alibaba Cloud's commission details, pushed as a workbook or exported. Nothing describes their columns. */
const alibabaCommission: Mapping = {
  name: 'alibaba-commission',
  version: 1,
  sites: ['alibaba-intl'],
  document: 'invented',
  columns: [
    { field: 'period', headers: ['Bill Month', '账单月份'] },
    { field: 'ignored', headers: ['Partner UID', '伙伴UID'] },
    { field: 'ignored', headers: ['Commission Policy', '返佣政策'] },
    { field: 'customer', headers: ['Customer UID', '客户UID'] },
    { field: 'order', headers: ['Order ID', '订单号'] },
    { field: 'product', headers: ['Product Code', '商品编码'] },
    { field: 'productName', headers: ['Product Name', '商品名称'] },
    { field: 'orderedAt', headers: ['Payment Time', '支付时间'] },
    { field: 'currency', headers: ['Currency', '币种'] },
    { field: 'base', headers: ['Commissionable Amount', '可返佣金额'] },
    { field: 'rate', headers: ['Commission Rate', '返佣比例'] },
    { field: 'tax', headers: ['Tax', '税额'] },
    { field: 'amount', headers: ['Commission', '佣金'] },
  ],
  ...words,
  derivedStatus: 'pending',
  timeZone,
  rateAs: 'fraction',
};

/**
 * Alibaba Cloud's margin report of a month (`GetMonthlyBill`, `MarginReportV2`). Nothing describes its columns, nor that a
 * partner's margin is what it holds, beyond its name: a guess that a real file either fits or is held against.
 */
const alibabaMarginReport: Mapping = {
  name: 'alibaba-margin-report',
  version: 1,
  sites: ['alibaba-intl'],
  document: 'invented',
  columns: [
    { field: 'period', headers: ['Bill Month', '账单月份'] },
    { field: 'ignored', headers: ['Partner UID', '伙伴UID'] },
    { field: 'customer', headers: ['Customer UID', '客户UID'] },
    { field: 'order', headers: ['Order ID', '订单号'] },
    { field: 'product', headers: ['Product Code', '商品编码'] },
    { field: 'productName', headers: ['Product Name', '商品名称'] },
    { field: 'orderedAt', headers: ['Payment Time', '支付时间'] },
    { field: 'currency', headers: ['Currency', '币种'] },
    { field: 'base', headers: ['List Amount', '目录价金额'] },
    { field: 'rate', headers: ['Margin Rate', '利润率'] },
    { field: 'amount', headers: ['Margin', '利润'] },
  ],
  ...words,
  derivedStatus: 'pending',
  timeZone,
  rateAs: 'fraction',
};

/** The desk's own template, for whatever portal has no export that fits: what finance teams keep a line by. */
const portalExport: Mapping = {
  name: 'portal-export',
  version: 1,
  sites: [...sites],
  document: "the desk's own template",
  columns: [
    { field: 'id', headers: ['Record ID', '记录ID'] },
    { field: 'period', headers: ['Settlement Period', '结算周期'] },
    { field: 'order', headers: ['Order Reference', '订单编号'] },
    { field: 'customer', headers: ['Customer Account', '客户账号'], optional: true },
    { field: 'product', headers: ['Service Category', '服务类别'] },
    { field: 'productName', headers: ['Service Name', '服务名称'], optional: true },
    { field: 'kind', headers: ['Record Type', '记录类型'], optional: true },
    { field: 'orderedAt', headers: ['Order Time', '下单时间'], optional: true },
    { field: 'currency', headers: ['Currency', '币种'] },
    { field: 'base', headers: ['Base Amount', '基数金额'] },
    { field: 'rate', headers: ['Rebate Rate', '返利比例'] },
    { field: 'refund', headers: ['Refund', '退款'], optional: true },
    { field: 'credit', headers: ['Credit', '抵扣'], optional: true },
    { field: 'tax', headers: ['Tax', '税额'], optional: true },
    { field: 'correction', headers: ['Adjustment', '调整'], optional: true },
    { field: 'amount', headers: ['Rebate Amount', '返利金额'] },
    { field: 'status', headers: ['Status', '状态'] },
    { field: 'reason', headers: ['Reason', '原因'], optional: true },
    { field: 'expectedOn', headers: ['Expected Settlement Date', '预计结算日期'], optional: true },
    { field: 'ignored', headers: ['Remark', '备注'], optional: true },
  ],
  ...words,
  timeZone,
  rateAs: 'fraction',
  decimalSign: '.',
};

/** The mappings that the desk brings with it. One that has been used is never changed: it gets a successor. */
export const builtInMappings: readonly Mapping[] = [
  tencentIntlCommissionDetail,
  tencentCnRebateInfos,
  huaweiIncentiveExport,
  alibabaCommission,
  alibabaMarginReport,
  portalExport,
];

/** How a mapping is named where it is kept: `<name>@<version>`. */
export const mappingId = ({ name, version }: Pick<Mapping, 'name' | 'version'>) => `${name}@${version}`;
