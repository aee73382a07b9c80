import * as z from 'zod';
import { operations } from '../../platform/contract.ts';
import { sites } from '../../providers/provider.ts';
import { AttestationName } from '../declaration.ts';
import { may } from '../guards.ts';
import { noticeText } from './notice-text.ts';
import { effectNames } from './wordings.ts';

const NoticeView = z.strictObject({
  name: z.literal('unbind_notice'),
  site: z.enum(sites),
  version: z.int().positive(),
  language: z.enum(['en', 'zh-CN']),
  source: z
    .strictObject({ title: z.string(), url: z.url(), date: z.iso.date() })
    .describe('the provider’s document whose facts it tells, point by point'),
  points: z.array(z.string()).readonly(),
  attestations: z
    .array(z.strictObject({ name: AttestationName, text: z.string() }))
    .readonly()
    .describe('what you attest, each once'),
  capacities: z
    .array(z.strictObject({ as: z.enum(['holder', 'agent']), text: z.string() }))
    .readonly()
    .describe('in which capacity you submit: one of these'),
  effects: z
    .array(z.strictObject({ on: z.enum(effectNames), text: z.string() }))
    .readonly()
    .describe('what becomes of billing history, permissions and services'),
  sha256: z.string().describe('over the canonical JSON (RFC 8785) of all the rest; send it back when you submit'),
});

/** The notice that is read before an unbinding is submitted; part of the group `unbinds-read`. */
export const noticeRead = operations({
  getUnbindNotice: {
    route: 'GET /v1/unbind-notice',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read the notice to accept before unbinding',
    description:
      'The nine points in force, what you attest with them, and what ends. In the language of Accept-Language, unless said. Submitting needs its version, language and hash.',
    query: z.object({
      site: z.enum(sites).default('tencent-intl'),
      language: z.enum(['en', 'zh-CN']).optional(),
    }),
    answers: {
      200: {
        description: 'The notice in force',
        json: z.strictObject({ notice: NoticeView }),
        example: { notice: noticeText('tencent-intl', 'en') },
      },
    },
    problems: ['not_found'],
  },
});
