import { clockOperations } from './clocks/contract.ts';
import { customerOperations } from './customers/contract.ts';
import { decisionOperations } from './decisions/contract.ts';
import { adoptionOperations } from './links/adoption/contract.ts';
import { linkOperations } from './links/contract.ts';
import { liveLinkOperations } from './links/live/contract.ts';
import { noticeOperations } from './notices/contract.ts';
import { partyOperations } from './parties/contract.ts';
import { platformOperations } from './platform/platform-contract.ts';
import { providerOperations } from './providers/table/contract.ts';
import { rebateOperations } from './rebates/contract.ts';
import { receiptOperations, receiptsRead } from './receipts/contract.ts';
import { referenceOperations } from './reference/contract.ts';
import { timelineOperations } from './timeline/contract.ts';
import { unbindOperations } from './unbinds/contract.ts';
import { verificationOperations } from './verification/contract.ts';
import { webhookOperations } from './webhooks/contract.ts';

/** Every operation of the API, by name: routes, OpenAPI, the rights matrix and the typed client come from this. */
export const contract = {
  ...linkOperations,
  ...liveLinkOperations,
  ...adoptionOperations,
  ...unbindOperations,
  ...rebateOperations,
  ...decisionOperations,
  ...noticeOperations,
  ...partyOperations,
  ...providerOperations,
  ...customerOperations,
  ...timelineOperations,
  ...clockOperations,
  ...verificationOperations,
  ...webhookOperations,
  ...receiptsRead,
  ...receiptOperations,
  ...referenceOperations,
  ...platformOperations,
};
