import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import type { EventDoc } from '../links/events.ts';
import { sites } from '../providers/provider.ts';
import { factKinds } from './fact.ts';
import { sheetPurposes } from './sheets/run-sheet.ts';

const Site = z.enum(sites);
const Amount = z.strictObject({ amount: z.string(), currency: z.string() });
const Period = z.string().describe('the settlement month, such as 2026-11');
const observedBy = z.enum(['api', 'operator']);
const deadline = z.strictObject({ at: Instant, zone: z.string() }).describe('when the provider decides by itself');
const tells = z.string().describe('the member who is told');
const sheet = { purpose: z.enum(sheetPurposes), number: z.int().describe('which of this purpose') };

/** A run sheet, as events tell it. */
export const SheetTold = z.strictObject({
  id: idSchema('sheet'),
  ...sheet,
  version: z.int().describe('of its text'),
  step: z.int().optional(),
});

/** Events about what belongs to an unbind: its run sheets, files, looks at the provider and money. */
export const eventsAroundUnbinds: Readonly<Record<string, EventDoc>> = {
  'unbind.sheet_ticked': { says: 'A step of a run sheet was done', data: z.strictObject({ sheet: SheetTold }) },
  'unbind.sheet_confirmed': {
    says: 'A second person has confirmed what a run sheet says',
    data: z.strictObject({ sheet: SheetTold }),
  },
  'unbind.sheet_reopened': {
    says: 'A later look at the provider disagrees with what a run sheet says',
    data: z.strictObject({ ...sheet, because: z.string(), fact: z.enum(factKinds) }),
  },
  'unbind.sheet_borne_out': {
    says: 'A later look at the provider agrees with it after all',
    data: z.strictObject(sheet),
  },
  'unbind.evidence_added': {
    says: 'A file is to prove something; its bytes follow',
    data: z.strictObject({
      evidence: idSchema('evidence'),
      contentType: z.string(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  },
  'unbind.clock_noticed': {
    says: 'The provider decides soon by itself: its owner is told once more',
    data: z.strictObject({ daysBefore: z.int(), deadline: deadline.optional(), owner: z.string(), tells }),
  },
  'unbind.clock_escalated': {
    says: 'Nobody has acknowledged the provider’s clock: a second person is told',
    data: z.strictObject({ from: z.string(), to: z.string(), deadline: deadline.optional(), tells }),
  },
  'unbind.clock_acknowledged': {
    says: 'Somebody knows of the provider’s clock and has it in hand',
    data: z.strictObject({ deadline: deadline.optional() }),
  },
  'unbind.absent': {
    says: 'The provider does not show the customer any more, and that is certain',
    data: z.strictObject({ since: Instant }),
  },
  'unbind.seen_again': {
    says: 'The provider shows a customer again that was held to be gone',
    data: z.strictObject({ wasGoneSince: Instant }),
  },
  'unbind.late_charge': {
    says: 'Something was billed after the customer had gone',
    data: z.strictObject({
      period: Period,
      amount: Amount,
      observedBy,
      reference: z.string().optional(),
      evidence: z.array(idSchema('evidence')).optional(),
      closesPeriod: z.boolean().optional(),
      site: Site,
    }),
  },
  'unbind.period_closed': {
    says: 'The bill of a settlement month was seen: nothing more is expected of it',
    data: z.strictObject({ period: Period, observedBy, site: Site }),
  },
  'unbind.bill_unknown': {
    says: 'The bill of a settlement month can not be read',
    data: z.strictObject({ period: Period, because: z.string(), site: Site }),
  },
  'unbind.tail_clean': {
    says: 'No more delayed bills',
    data: z.strictObject({ lateCharges: z.int().describe('how many there were'), site: Site }),
  },
  'unbind.certified': {
    says: 'The certificate of its completion was issued',
    data: z.strictObject({
      receipt: idSchema('receipt'),
      sha256: z.string().describe('of the signed certificate'),
      site: Site,
    }),
  },
};
