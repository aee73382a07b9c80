/** The provider's public documents that the sheets follow. */
export const unbindDocument = {
  title: 'Tencent Cloud International, International Partners: Unbind a Reseller Sub-Customer',
} as const;

export const releaseNotes = {
  title: 'Tencent Cloud International, International Partners: Release Notes, October 2025',
  url: 'https://www.tencentcloud.com/document/product/1085/71835',
} as const;
