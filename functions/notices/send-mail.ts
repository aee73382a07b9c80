import type { Logger } from '@aws-lambda-powertools/logger';
import { asFollowed } from '../decisions/change-decision.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { append, recordKey } from '../timeline/index.ts';
import { claimMail, mailName, type NewMail, noteRefused, noteSent } from './mail.ts';
import { nameMail, newSentMail, readSentMail } from './sent-mail.ts';
import { takeFate } from './take-fate.ts';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

/** The mail service has said that it did not take the mail: nothing has gone. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

export type MailDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly deskUrl: string;
  /** A fresh token of 256 bits, URL-safe. */
  readonly newToken: () => string;
  /** Sends and answers the mail service's own id. @throws MailRefused when it is sure that nothing went */
  readonly send: (letter: Letter) => Promise<string>;
};

/** A mail ready to go, with what is written when it is begun: the one-time link that it holds. */
export type Outgoing = {
  readonly mail: NewMail;
  readonly letter: Letter;
  readonly also?: readonly WriteIntent[];
};

/** `not_needed`: there is nothing to write any more, nobody to write to, or it was begun before. */
export type Sent = 'sent' | 'not_needed';

/**
 * The one way in which a mail leaves: claimed, sent, and noted as sent together with its timeline entry. Asked twice, the
 * first sends. What dies in between stays claimed and is sent again by a person only; what the mail service refuses for
 * certain is free to be begun again by whoever asks next, which is the queue.
 */
export async function sendMail(deps: MailDeps, { mail, letter, also = [] }: Outgoing): Promise<Sent> {
  const claimed = await deps.tables.transact([claimMail(mail, deps.clock.now()), ...also]);
  if (!claimed.ok) return 'not_needed';
  const providerId = await sendOrRelease(deps, mail, letter);
  await noteAndTell(deps, mail, providerId);
  return 'sent';
}

async function sendOrRelease(deps: MailDeps, mail: NewMail, letter: Letter): Promise<string> {
  try {
    return await deps.send(letter);
  } catch (error) {
    if (error instanceof MailRefused) await deps.tables.transact([noteRefused(mail, deps.clock.now())]);
    throw error;
  }
}

/** The timeline says that a mail went; to whom, only the contact item knows. */
async function noteAndTell(deps: MailDeps, mail: NewMail, providerId: string): Promise<void> {
  const { org, subject } = mail;
  const name = mailName(mail);
  const at = deps.clock.now();
  const entry = { type: 'mail.sent', actor: { kind: 'desk', part: 'notices' }, at, data: { mail: name } } as const;
  const note = (early: boolean) =>
    change(
      deps.tables,
      () => deps.tables.get('desk', recordKey(org, subject)),
      (record): Result<Decided<undefined>, never> =>
        ok({
          intents: [
            noteSent(mail, at, providerId),
            early
              ? nameMail(providerId, { org, subject, name })
              : newSentMail({ providerId, mail: { org, subject, name } }, at),
            ...append(asFollowed(record), entry, deps.newId),
          ],
          value: undefined,
        }),
    );
  const noted = await note(false);
  if (noted.ok || noted.error.reason !== 'exists') return;
  await note(true);
  const early = await readSentMail(deps.tables, providerId);
  if (early?.told) await takeFate(deps, { providerId, ...early.told });
}
