import { phraseOf } from '../../decisions/phrase.ts';
import { plusSeconds } from '../../kernel/clock.ts';
import { fill, type Language } from '../../kernel/texts.ts';
import { daysAfter, startOfDay } from '../../kernel/zoned-day.ts';
import { readMember, readOrganisation } from '../../parties/index.ts';
import { readPerson } from '../../parties/member.ts';
import { type DueItem, due } from '../../platform/due.ts';
import type { Tables } from '../../platform/tables.ts';
import { openLine } from '../../rebates/notices/open-line.ts';
import { syncLine } from '../../rebates/notices/sync-line.ts';
import { lookBy } from '../../unbinds/actions/approved-action.ts';
import { zoneName } from '../../unbinds/money/periods.ts';
import { toTheMinute } from '../letter.ts';
import { type MailRef, mailName } from '../mail.ts';
import { type MailDeps, type Sent, sendMail } from '../send-mail.ts';
import type { Subject } from '../subject.ts';
import { phraseText } from '../texts.ts';
import { type Concern, readConcern } from './concern.ts';
import { isTakenByAnother, stillNeeds } from './matter.ts';
import { type MemberNotice, MOST_IN_A_MAIL, noticesOf, tellBy } from './member-notice.ts';
import { mintNoticeLink } from './notice-link.ts';
import { digestTexts, matterTexts } from './texts.ts';

/** How long the link of such a mail works. */
const LINK_SECONDS = 30 * 86_400;
/** Nobody has said in which language members are written to. */
const language = 'en';

/** A notice with the record that it is about, which still needs somebody. */
export type Needed = { readonly notice: MemberNotice; readonly subject: Concern };

/**
 * The one mail of a window to a member: what has been noted for it and is not told yet, as far as it still needs
 * somebody. What is noted after it, because its event was late, goes in a mail of its own.
 */
export async function sendDigest(deps: MailDeps, { org, id }: Pick<DueItem, 'org' | 'id'>): Promise<Sent> {
  const [member = '', window = ''] = id.split('#');
  const notices = await noticesOf(deps.tables, { org, member, window: Number(window) });
  const before = new Set(notices.flatMap(({ mail }) => (mail === undefined ? [] : [mail.split('#')[2]])));
  const untold = notices.filter(({ mail }) => mail === undefined);
  const about = [window, String(before.size + 1)];
  return mailDigest(deps, { org, subject: member, template: 'member_digest', about, number: 1 }, untold);
}

/** The same mail once more: what it told, as far as that still needs somebody. */
export async function sendDigestAgain(deps: MailDeps, mail: MailRef): Promise<Sent> {
  const { org, subject: member, about } = mail;
  const notices = await noticesOf(deps.tables, { org, member, window: Number(about[0]) });
  const first = mailName({ ...mail, number: 1 });
  return mailDigest(
    deps,
    mail,
    notices.filter((notice) => notice.mail === first),
  );
}

async function mailDigest(deps: MailDeps, mail: MailRef, notices: readonly MemberNotice[]): Promise<Sent> {
  const { org, subject: member } = mail;
  const open = await neededOf(deps.tables, notices);
  const all = open.filter(({ notice, subject }) => !isTakenByAnother(subject, notice, member));
  const needed = all.slice(0, MOST_IN_A_MAIL);
  if (needed.length === 0) return 'not_needed';
  const [known, person, organisation] = await Promise.all([
    readMember(deps.tables, org, member),
    readPerson(deps.tables, org, member),
    readOrganisation(deps.tables, org),
  ]);
  if (known?.status !== 'active' || !person) return 'not_needed';
  const token = deps.newToken();
  const first = mailName({ ...mail, number: 1 });
  const expiresAt = plusSeconds(deps.clock.now(), LINK_SECONDS);
  const link = { org, member, window: Number(mail.about[0]), mail: first, expiresAt };
  const also = [
    mintNoticeLink(token, link),
    ...needed.flatMap(({ notice }) => (notice.mail === undefined ? [tellBy(notice, first)] : [])),
    ...(all.length > needed.length ? [theRest(deps, link)] : []),
  ];
  const letter = {
    to: person.email,
    subject: fill(digestTexts.subject[language], { count: needed.length }),
    text: textOf(needed, {
      name: person.displayName,
      org: organisation.name,
      url: `${deps.deskUrl}/n/${token}`,
      token,
    }),
  };
  const text = { version: digestTexts.version, language } as const;
  return sendMail(deps, { mail: { ...mail, to: 'member', text }, letter, also });
}

/** What one mail has no room for is due again at once. */
function theRest({ clock }: MailDeps, { org, member, window }: Pick<MemberNotice, 'org' | 'member' | 'window'>) {
  return due({ kind: 'notice.digest', org, id: `${member}#${window}`, at: plusSeconds(clock.now(), 1) });
}

/** Those that still need somebody, with their records as they are now. */
export async function neededOf(tables: Tables, notices: readonly MemberNotice[]): Promise<readonly Needed[]> {
  const read = notices.map(async (notice) => {
    const subject = await readConcern(tables, notice.org, notice.subject);
    return subject && stillNeeds(subject, notice) ? [{ notice, subject }] : [];
  });
  return (await Promise.all(read)).flat();
}

/** What a notice asks for, in a line. */
export function lineOf({ notice, subject }: Needed, inLanguage: Language): string {
  const about = aboutOf(subject);
  const line = lineAbout(subject, inLanguage);
  const month = monthOf(notice, subject);
  return fill(matterTexts[notice.matter][inLanguage], { ...about, line, month, until: toTheMinute(about.until) });
}

/** The settlement month, with the zone in which it is one; of notices that do not say, each month that may be meant. */
function monthOf({ matter, period }: MemberNotice, subject: Concern): string {
  if (subject.kind !== 'unbind' || !subject.money) return period ?? '';
  const { lateCharges, tail, settlement } = subject.money;
  const open = tail?.periods.filter(({ state }) => state === 'open') ?? [];
  const meant = matter === 'unbind_late_charge' ? lateCharges : open;
  const months = period === undefined ? [...new Set(meant.map((one) => one.period))] : [period];
  return `${months.join(', ')} (${zoneName(settlement)})`;
}

function lineAbout(subject: Concern, inLanguage: Language): string {
  if (subject.kind === 'rebate_sync') return syncLine(subject.record, inLanguage);
  return subject.kind === 'partner_account' ? openLine(subject.periods, inLanguage) : '';
}

function aboutOf(subject: Concern) {
  switch (subject.kind) {
    case 'partner_account':
      return lookAt(subject);
    case 'rebate_sync':
      return { customer: '', asks: '', until: '' };
    case 'distributor_review':
      return { customer: subject.record.customerName, asks: subject.record.asks, until: subject.record.until };
    case 'approved_action':
      return { customer: subject.record.customer.name, asks: '', until: lookBy(subject.record) };
    case 'link_request':
    case 'unbind':
      return caseOf(subject);
  }
}

function lookAt({ record, look }: Extract<Concern, { kind: 'partner_account' }>) {
  return { customer: record.name, asks: '', until: look ? startOfDay(record.timeZone, daysAfter(look.day, 1)) : '' };
}

function caseOf({ kind, record }: Subject) {
  const asks = kind === 'unbind' ? record.asks : '';
  return { customer: record.customer.name, asks, until: record.waitingOn?.until ?? '' };
}

type Values = { readonly name: string; readonly org: string; readonly url: string; readonly token: string };

function textOf(needed: readonly Needed[], { url, token, ...values }: Values): string {
  const say = (text: string) => fill(text, { ...values, phrase: phraseOf(token, language) });
  const lines = needed.map((one) => `- ${lineOf(one, language)} (${one.notice.subject})`);
  const parts = [
    say(digestTexts.greeting[language]),
    [say(digestTexts.explains[language]), ...lines].join('\n'),
    say(digestTexts.action[language]),
    url,
    say(phraseText[language]),
    say(digestTexts.small[language]),
  ];
  return `${parts.join('\n\n')}\n`;
}
