import { asFollowed } from '../../decisions/change-decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { assigned, UNOWNED } from '../../links/follow/assignment.ts';
import type { LinkDeps } from '../../links/ports.ts';
import { readMember } from '../../parties/index.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { Tables } from '../../platform/tables.ts';
import { fence } from '../../sequence/transition.ts';
import { append, move, recordKey } from '../../timeline/index.ts';
import { readDailyLook, takeLook } from '../../unbinds/customer-started/daily-look.ts';
import { hasEnded, subjectOf } from '../subject.ts';
import { concernKind } from './concern.ts';
import { type MemberNotice, noticesOf, takeInHand } from './member-notice.ts';
import { findNoticeLink, type NoticeLink } from './notice-link.ts';

/** Where a link of a member's mail leads: nothing for one that we never made, is too old, or of who is no member now. */
export async function openNoticeLink(
  tables: Tables,
  token: string,
  at: Instant,
): Promise<{ readonly link: NoticeLink; readonly notices: readonly MemberNotice[] } | undefined> {
  const link = await findNoticeLink(tables, token);
  if (!link || link.expiresAt <= at) return undefined;
  const [member, notices] = await Promise.all([readMember(tables, link.org, link.member), noticesOf(tables, link)]);
  if (member?.status !== 'active') return undefined;
  return { link, notices: notices.filter(({ mail }) => mail === link.mail) };
}

/**
 * Notes on the timeline of what a notice is about that its member takes care of it; a request that nobody has in hand, and
 * a daily look that nobody has taken, is theirs from then on. Once for each notice, however often it is said.
 */
export async function takeCareOf(deps: LinkDeps, notice: MemberNotice): Promise<void> {
  const at = deps.clock.now();
  const { org, subject, member, matter } = notice;
  const actor = { kind: 'member', id: member } as const;
  const read = () =>
    Promise.all([
      deps.tables.get('desk', recordKey(org, subject)),
      matter === 'daily_look' ? readDailyLook(deps.tables, org, subject) : undefined,
    ]);
  const taken = await change(deps.tables, read, ([item, look]): Result<Decided<undefined>, never> => {
    // the case that a distributor is asked of is another organisation's, whose timeline names none of its people
    if (!item) return ok({ intents: [own(notice, at)], value: undefined });
    const about = subjectOf(subject, item);
    const entry = {
      type: `${concernKind(subject) ?? 'link_request'}.taken_in_hand`,
      actor,
      at,
      data: { matter },
    } as const;
    if (about?.record.owner !== UNOWNED || hasEnded(about)) {
      const looks = look ? takeLook(look, member, at) : [];
      return ok({
        intents: [own(notice, at), ...looks, ...append(asFollowed(item), entry, deps.newId)],
        value: undefined,
      });
    }
    const { record } = about;
    const { set, data } = assigned(record, { owner: member, reason: 'takes care of it' });
    const owned = { ...entry, data: { matter, ...data } };
    return ok({
      intents: [own(notice, at), ...move(record, { set, expect: fence(record) }, owned, deps.newId)],
      value: undefined,
    });
  });
  if (!taken.ok && taken.error.reason !== 'exists') throw new InvariantBroken(`refused: ${taken.error.reason}`);
}

/** Said before is no lost race. */
function own(notice: MemberNotice, at: Instant) {
  return { ...takeInHand(notice, at), refusal: 'exists' } as const;
}
