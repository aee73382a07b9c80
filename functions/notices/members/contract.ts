import * as z from 'zod';
import { operations } from '../../platform/contract.ts';

const TokenPath = z.object({ token: z.string().max(100) });
const Switch = z.object({
  lang: z.enum(['en', 'zh-CN']).optional().catch(undefined).describe('instead of the browser’s language'),
});
const unknown = { description: 'No such link, or it works no longer (`link_unknown`)', html: true } as const;

/** The page that a member's mail leads to. The token in the path is the only credential, and can do nothing but this. */
export const noticesPublic = operations({
  showNotices: {
    route: 'GET /n/{token}',
    group: 'notices-public',
    access: 'public',
    summary: 'Show what a mail has told a member',
    description:
      'A page for people, which needs no script. Opening it changes nothing. It shows what still needs somebody.',
    params: TokenPath,
    query: Switch,
    answers: { 200: { description: 'What needs somebody, or that nothing does any more', html: true }, 404: unknown },
    problems: [],
  },
  takeNotices: {
    route: 'POST /n/{token}',
    group: 'notices-public',
    access: 'public',
    summary: 'Say that one takes care of what a mail has told',
    description:
      'Noted on the timeline of each request, once. A request that nobody has in hand is the member’s from then on.',
    params: TokenPath,
    query: Switch,
    body: z.strictObject({}).meta({ examples: [{}] }),
    media: 'form',
    answers: { 200: { description: 'Noted, now or before', html: true }, 404: unknown },
    problems: [],
  },
});
