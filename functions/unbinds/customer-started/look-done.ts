import type { Instant } from '../../kernel/clock.ts';
import { dayIn } from '../../kernel/zoned-day.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { DailyLook } from './daily-look.ts';
import type { Taken } from './take-list.ts';

type Brought = {
  readonly at: Instant;
  readonly by: string;
  readonly file: string;
  readonly mapping: number;
  readonly taken: readonly Taken[];
};

/** The look of the day as it is once a list was brought; whoever brings one before the task was opened, has it. */
export function lookDone(
  { org, id, site, timeZone }: Pick<PartnerAccount, 'org' | 'id' | 'site' | 'timeZone'>,
  before: DailyLook | undefined,
  { at, by, file, mapping, taken }: Brought,
): DailyLook {
  const day = dayIn(timeZone, at);
  const count = (became: Taken['became']) => taken.filter((one) => one.became === became).length;
  const last = { at, by, file, mapping, rows: taken.length, started: count('started'), noted: count('noted') };
  const opened = before?.day === day ? before.openedAt : at;
  return {
    org,
    account: id,
    site,
    version: (before?.version ?? 0) + 1,
    day,
    openedAt: opened,
    openSince: day,
    owner: before?.owner ?? by,
    last,
    doneAt: at,
  };
}
