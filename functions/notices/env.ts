import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

export const NoticesEnv = BaseEnv.extend({
  /** Where people reach the desk, without a trailing slash: the base of one-time links. */
  DESK_URL: z.url(),
  /** The verified sender of all mail. */
  MAIL_FROM: z.email(),
  /** The configuration set of SES that tells what became of each mail. */
  MAIL_EVENTS: z.string(),
});

/** Reads mails for people. */
export const NoticesReadEnv = BaseEnv;
/** The page that a member's mail leads to. */
export const NoticesPublicEnv = BaseEnv;
/** Has a mail sent again. */
export const NoticesWriteEnv = BaseEnv;
