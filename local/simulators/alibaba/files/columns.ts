/**
 * The columns of each file. All invented: the provider documents none of them. Those of commission files are the ones that
 * the desk's own mapping for them knows.
 */
export const columnsOf = {
  commission: [
    'Bill Month',
    'Partner UID',
    'Commission Policy',
    'Customer UID',
    'Order ID',
    'Product Code',
    'Product Name',
    'Payment Time',
    'Currency',
    'Commissionable Amount',
    'Commission Rate',
    'Tax',
    'Commission',
  ],
  MarginReportV2: [
    'Bill Month',
    'Partner UID',
    'Customer UID',
    'Order ID',
    'Product Code',
    'Product Name',
    'Payment Time',
    'Currency',
    'List Amount',
    'Margin Rate',
    'Margin',
  ],
  MonthlyInstanceConsumeV2: [
    'Bill Month',
    'Customer UID',
    'Instance ID',
    'Product Code',
    'Product Name',
    'Region',
    'Currency',
    'List Amount',
    'Discount',
    'Payable Amount',
  ],
} as const;
