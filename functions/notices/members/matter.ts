import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { UNOWNED } from '../../links/follow/assignment.ts';
import { type LinkRequest } from '../../links/link-request.ts';
import { isOutcome } from '../../links/request-status.ts';
import { readAdmins } from '../../parties/admins.ts';
import { membersWith } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { matterOfEvent } from '../routes.ts';

/** What of a link request needs a person of the organisation. */
export const matters = ['second_person', 'review', 'escalated', 'contact_broken', 'expired'] as const;
export const Matter = z.enum(matters);
export type Matter = z.infer<typeof Matter>;

/** An event of the bus that may need a person. */
export const MatterEvent = z.object({
  id: z.string(),
  org: z.string(),
  subject: z.string(),
  type: z.string(),
  occurredAt: Instant,
  data: z.looseObject({ contact: z.literal('broken').optional() }),
});
export type MatterEvent = z.infer<typeof MatterEvent>;

export function matterOf({ type, data }: MatterEvent): Matter | undefined {
  const matter = matterOfEvent[type];
  return matter === 'contact_broken' && data.contact === undefined ? undefined : matter;
}

/**
 * Who is told, by id: for an agreement those who may give it, other than the initiator; for all else whoever has the
 * request in hand. Where that is nobody, the admins.
 */
export async function whoIsTold(tables: Tables, record: LinkRequest, matter: Matter): Promise<readonly string[]> {
  const { org, owner, createdBy } = record;
  const decides = matter === 'second_person' || matter === 'review';
  const told = decides
    ? (await membersWith(tables, org, 'approver')).filter((id) => id !== createdBy)
    : [owner].filter((id) => id !== UNOWNED);
  return told.length > 0 ? told : (await readAdmins(tables, org)).ids;
}

/** Whether it still needs somebody: what has been done meanwhile is told to nobody. */
export function stillNeeds({ status, waitingOn }: LinkRequest, matter: Matter): boolean {
  switch (matter) {
    case 'second_person':
      return status === 'awaiting_second_person';
    case 'review':
      return status === 'awaiting_reseller_review';
    case 'escalated':
      return !isOutcome(status) && waitingOn?.escalatedAt !== undefined;
    case 'contact_broken':
      return waitingOn?.contact !== undefined;
    case 'expired':
      return status === 'expired';
  }
}
