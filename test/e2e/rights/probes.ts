import { existingLinksProbes } from './existing-links.ts';
import { linksProbes } from './links.ts';
import { mailProbes } from './mails.ts';
import { partiesProbes } from './parties.ts';
import { platformProbes } from './platform.ts';
import type { Probe } from './probe.ts';
import { rebatesProbes } from './rebates.ts';
import { rebatesAskedProbes } from './rebates-asked.ts';
import { rebatesMachineProbes } from './rebates-machine.ts';
import { receiptProbes } from './receipts.ts';
import { recordsProbes } from './records.ts';
import { unbindsProbes } from './unbinds.ts';
import { unbindsAskingProbes } from './unbinds-asking.ts';
import { unbindsMoneyProbes } from './unbinds-money.ts';
import { unbindsOutsideProbes } from './unbinds-outside.ts';
import { unbindsSheetsProbes } from './unbinds-sheets.ts';
import { webhooksProbes } from './webhooks.ts';

/** Everything whose rights are proved, by `npm run prove-rights`. */
export const probes: readonly Probe[] = [
  ...partiesProbes,
  ...linksProbes,
  ...existingLinksProbes,
  ...mailProbes,
  ...rebatesProbes,
  ...rebatesAskedProbes,
  ...rebatesMachineProbes,
  ...receiptProbes,
  ...recordsProbes,
  ...unbindsProbes,
  ...unbindsAskingProbes,
  ...unbindsMoneyProbes,
  ...unbindsOutsideProbes,
  ...unbindsSheetsProbes,
  ...webhooksProbes,
  ...platformProbes,
];
