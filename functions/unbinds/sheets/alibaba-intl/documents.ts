/** The provider's public documents that the sheets follow. The process of a termination itself is behind a sign-in. */
export const uidManagement = {
  title: 'Alibaba Cloud International, Channel Platform: UID Management',
  url: 'https://www.alibabacloud.com/help/en/channel-platform/latest/uidmanagement',
} as const;
