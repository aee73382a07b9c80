/** The provider's public document that the sheets follow: how a partner ends an association, and answers such a request. */
export const associations = {
  title: 'Huawei Cloud (China), Partner Center user guide: 管理客户关联关系 (managing customer associations)',
  url: 'https://support.huaweicloud.com/usermanual-bpconsole/',
} as const;
