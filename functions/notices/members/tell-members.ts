import { epochSeconds, instant } from '../../kernel/clock.ts';
import { readPolicy } from '../../parties/index.ts';
import { due } from '../../platform/due.ts';
import type { MailDeps } from '../send-mail.ts';
import { readConcern } from './concern.ts';
import { type MatterEvent, matterOf, whoIsTold } from './matter.ts';
import { putNotice, windowOf } from './member-notice.ts';

/**
 * Notes for each member who is needed what happened, to be told in the one mail of the window that it happened in, and
 * makes that mail due at the window's end. The same event again changes nothing.
 * @returns how many are told
 */
export async function tellMembers(deps: Pick<MailDeps, 'tables' | 'clock'>, event: MatterEvent): Promise<number> {
  const { org, subject, id, occurredAt } = event;
  const matter = matterOf(event);
  const about = matter && (await readConcern(deps.tables, org, subject));
  if (!about) return 0;
  const [members, policy] = await Promise.all([
    whoIsTold(deps.tables, about, matter, event.data.tells),
    readPolicy(deps.tables, org),
  ]);
  const window = windowOf(occurredAt, policy.notices.digestSeconds);
  const at = instant(Math.max(window, epochSeconds(deps.clock.now())) * 1000);
  const noted = await Promise.all(
    members.map((member) =>
      deps.tables.transact([
        putNotice({ org, member, window, event: id, subject, matter, at: occurredAt }),
        due({ kind: 'notice.digest', org, id: `${member}#${window}`, at }),
      ]),
    ),
  );
  return noted.filter(({ ok }) => ok).length;
}
