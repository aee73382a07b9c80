/**
 * The columns of the file. Invented: the provider documents neither columns nor words; ours are those that the desk's own
 * mapping for this file knows.
 */
export const columns = [
  'Reseller UIN',
  'Customer UIN',
  'Order ID',
  'Record ID',
  'Settlement Month',
  'Record Type',
  'Product Code',
  'Product Name',
  'Order Time',
  'Currency',
  'Commission Base',
  'Commission Rate',
  'Refund',
  'Adjustment',
  'Commission Amount',
  'Status',
  'Reason',
  'Expected Settlement Date',
  'Remark',
] as const;

/** The column by which rows are told apart. */
export const idColumn = 'Record ID';
