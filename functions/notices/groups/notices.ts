import { SESv2Client } from '@aws-sdk/client-sesv2';
import { newLinkToken } from '../../decisions/one-time-link.ts';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { sesMailer } from '../adapters/mailer-ses.ts';
import { NoticesEnv } from '../env.ts';
import { createNoticeWork } from '../notice-work.ts';

const env = readEnv(NoticesEnv);
const deps = runtime(env, 'notices');
// A call without an answer may have sent: trying again is for people (see `sesMailer`).
const send = sesMailer(new SESv2Client({ maxAttempts: 1 }), env.MAIL_FROM, env.MAIL_EVENTS);

export const handler = workGroup(
  createNoticeWork({ ...deps, deskUrl: env.DESK_URL, newToken: newLinkToken, send }),
  deps,
);
