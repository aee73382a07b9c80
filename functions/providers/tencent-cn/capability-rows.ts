import { capabilityRows } from '../capability-rows.ts';

/** Pages of the API documentation whose address we know, by the number that they have there. */
const numbers: Readonly<Record<string, string>> = {
  AuditApplyClient: '16044',
  DescribeAgentAuditedClients: '19184',
  DescribeAgentBills: '16042',
  DescribeAgentClients: '16046',
  DescribeClientBalanceNew: '57850',
  DescribeRebateInfosNew: '16041',
  DescribeUnbindClientList: '52132',
};
/** "渠道 API 文档": the list of them all. */
const ALL = '8085';

/** A page of the product's API documentation, by its action. */
export function page(title: string): string {
  return `Tencent Cloud (China), API documentation of partners (2018-03-21): ${title}, ${addressOf(title)}`;
}

/** The address of an action's page, or of the list of all pages. */
export function addressOf(action: string): string {
  return `https://cloud.tencent.com/document/product/563/${numbers[action] ?? ALL}`;
}

/** What partners do in their console has no public guide: the list of what there is by API says what is left to it. */
const guide = `Tencent Cloud (China), Channel Partners (渠道合作伙伴): its console has no public guide; what there is by API: https://cloud.tencent.com/document/product/563/${ALL}`;

export const { call, none, byHand } = capabilityRows(page, guide);
