import type { NewId } from '../../kernel/ids.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { type EntryDraft, move } from '../../timeline/index.ts';
import type { LinkRequest, WaitingOn } from '../link-request.ts';
import { fence } from '../transition.ts';

/**
 * The badge of a request whose customer our mail does not reach (R034), together with the entry that tells why.
 * @returns nothing where no customer is waited for, or the badge is there already
 */
export function breakContact(record: LinkRequest, told: EntryDraft, newId: NewId): readonly WriteIntent[] | undefined {
  const { waitingOn } = record;
  if (waitingOn?.party !== 'customer' || waitingOn.contact) return undefined;
  const entry = { ...told, data: { ...told.data, contact: 'broken' } };
  return move(record, { set: { waitingOn: { ...waitingOn, contact: 'broken' } }, expect: fence(record) }, entry, newId);
}

/** The wait without the badge: somebody else is written to, or the same person again. */
export function contactMended({ contact: _broken, ...waitingOn }: WaitingOn): WaitingOn {
  return waitingOn;
}
