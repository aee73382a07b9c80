import { asFollowed } from '../decisions/change-decision.ts';
import { InvariantBroken, ok, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item, WriteIntent } from '../kernel/write.ts';
import { breakContact } from '../links/follow/contact-broken.ts';
import { type Contact, readContact } from '../links/index.ts';
import { change, type Decided } from '../platform/change.ts';
import { append, recordKey } from '../timeline/index.ts';
import { breakContact as breakContactOfUnbind } from '../unbinds/contact.ts';
import { type MailRecord, mailKey, mailShape, noteFate } from './mail.ts';
import type { MailDeps } from './send-mail.ts';
import { type Fate, fates, newSentMail, readSentMail, type SentMail, tellEarly } from './sent-mail.ts';
import { subjectOf } from './subject.ts';

type FateDeps = Pick<MailDeps, 'tables' | 'clock' | 'newId'>;
/** What the mail service says of one of its mails. */
export type Told = { readonly providerId: string } & NonNullable<SentMail['told']>;

/**
 * Takes in what became of a mail: found by the mail service's id, never by the address. A mail that came back for good,
 * or was complained of, turns the badge of the wait that it belongs to (R034), unless the contact has been mended since.
 * What comes before the sender has noted the id is kept for it. Told twice, or something better than is known, nothing
 * changes.
 */
export async function takeFate(deps: FateDeps, told: Told): Promise<'noted' | 'kept'> {
  const sent = await change(
    deps.tables,
    () => readSentMail(deps.tables, told.providerId),
    (found): Result<Decided<SentMail['mail']>, never> =>
      ok({ intents: found?.mail ? [] : keepFor(told, found), value: found?.mail }),
  );
  if (!sent.ok) throw new InvariantBroken(`what became of a mail was refused: ${sent.error.reason}`);
  if (!sent.value) return 'kept';
  await noteFateOf(deps, sent.value, told);
  return 'noted';
}

function keepFor({ providerId, fate, at }: Told, found: SentMail | undefined): readonly WriteIntent[] {
  if (found?.told && !isWorse(fate, found.told.fate)) return [];
  const early = { fate, at };
  if (found) return [tellEarly(providerId, early)];
  return [{ ...newSentMail({ providerId, told: early }, at), refusal: 'version' }];
}

async function noteFateOf(deps: FateDeps, mail: NonNullable<SentMail['mail']>, { fate, at }: Told): Promise<void> {
  const { org, subject } = mail;
  const read = async () => {
    const [item, record, contact] = await Promise.all([
      deps.tables.get('desk', mailKey(mail)),
      deps.tables.get('desk', recordKey(org, subject)),
      readContact(deps.tables, org, subject),
    ]);
    return { mail: item && readStored(mailShape, item), record, contact };
  };
  await change(deps.tables, read, (found) => {
    const known = found.mail;
    if (!known || known.status === 'claimed' || known.status === 'refused' || !isWorse(fate, known.status))
      return ok({ intents: [], value: undefined });
    const told = fate === 'delivered' ? [] : tell(deps, known, found, fate);
    return ok({ intents: [noteFate(known, fate, at), ...told], value: undefined });
  });
}

function tell(
  { clock, newId }: FateDeps,
  mail: MailRecord,
  { record, contact }: { readonly record: Item | undefined; readonly contact: Contact | undefined },
  fate: Exclude<Fate, 'delivered'>,
): readonly WriteIntent[] {
  const actor = { kind: 'desk', part: 'notices' } as const;
  const entry = { type: `mail.${fate}`, actor, at: clock.now(), data: { mail: mail.name } } as const;
  const isOfNow = mail.to === 'customer' && (mail.generation ?? 1) === contact?.generation;
  const about = record && isOfNow ? subjectOf(mail.subject, record) : undefined;
  const broken =
    about?.kind === 'unbind'
      ? breakContactOfUnbind(about.record, entry, newId)
      : about && breakContact(about.record, entry, newId);
  return broken ?? append(asFollowed(record), entry, newId);
}

/** The order in which fates count: a mail that was delivered may still be complained of, and stays so. */
function isWorse(fate: Fate, than: MailRecord['status']): boolean {
  const known: readonly string[] = fates;
  return known.indexOf(fate) > known.indexOf(than);
}
