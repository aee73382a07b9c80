/**
 * The one public document that says anything of unbinding at the China site: the list of its records, with their states.
 * Which pages of the partner's console lead there is not documented in public, so that the sheets name none.
 */
export const unbindRecords = {
  title: 'Tencent Cloud (China), Channel Partners API: DescribeUnbindClientList (代理商名下客户解绑记录查询接口)',
  url: 'https://cloud.tencent.com/document/product/563/52132',
} as const;

/** Where the sheets are worked by, said once. */
export const inConsole = {
  en: 'The partner’s console at Tencent Cloud’s China site: the records of customers that are being unbound. Which menu leads there is not documented in public; the channel manager knows',
  'zh-CN': '腾讯云（中国站）代理商控制台中的客户解绑记录。其菜单路径没有公开说明，如未找到，请询问渠道经理',
} as const;
