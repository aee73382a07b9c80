/** The provider's public document that the sheets follow: how a partner ends an association, and answers such a request. */
export const associations = {
  title: 'Huawei Cloud International, Partner Center user guide: Managing Customer Association Relationships',
  url: 'https://support.huaweicloud.com/intl/en-us/usermanual-bpconsole/Diss_0000712.html',
} as const;
