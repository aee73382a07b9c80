import { epochSeconds, instant } from '../../kernel/clock.ts';
import { readPolicy } from '../../parties/index.ts';
import { due } from '../../platform/due.ts';
import type { MailDeps } from '../send-mail.ts';
import { readConcern } from './concern.ts';
import { type MatterEvent, matterOf, whoIsTold } from './matter.ts';
import { type MemberNotice, putNotice, windowOf } from './member-notice.ts';

type Deps = Pick<MailDeps, 'tables' | 'clock'>;

/**
 * Notes for each member who is needed what happened, to be told in the one mail of the window that it happened in. The
 * same event again changes nothing.
 * @returns how many are told
 */
export async function tellMembers(deps: Deps, event: MatterEvent): Promise<number> {
  const { org, subject, id, occurredAt, data } = event;
  const matter = matterOf(event);
  if (!matter) return 0;
  const { period, tells } = data;
  return noteFor(deps, { org, subject, event: id, matter, at: occurredAt, ...(period && { period }) }, tells);
}

/**
 * Notes a matter for whoever is told of it, and makes the mail of its window due at the window's end; once by the name
 * of what it came by.
 * @param named who is told, where it does not follow from the matter
 * @returns how many are told
 */
export async function noteFor(
  { tables, clock }: Deps,
  told: Pick<MemberNotice, 'org' | 'subject' | 'event' | 'matter' | 'at' | 'period'>,
  named?: string | readonly string[],
): Promise<number> {
  const { org, subject, matter } = told;
  const about = await readConcern(tables, org, subject);
  if (!about) return 0;
  const members = await whoIsTold(tables, about, matter, named);
  if (members.length === 0) return 0;
  const policy = await readPolicy(tables, org);
  const window = windowOf(told.at, policy.notices.digestSeconds);
  const at = instant(Math.max(window, epochSeconds(clock.now())) * 1000);
  const noted = await Promise.all(
    members.map((member) =>
      tables.transact([
        putNotice({ ...told, member, window }),
        due({ kind: 'notice.digest', org, id: `${member}#${window}`, at }),
      ]),
    ),
  );
  return noted.filter(({ ok }) => ok).length;
}
