import * as z from 'zod';
import { PageQuery } from '../kernel/paging.ts';
import { operations } from '../platform/contract.ts';
import { EntryView } from '../timeline/index.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { UnbindQuery } from './list-filter.ts';
import { noticeText } from './notice/notice-text.ts';
import { effectNames } from './notice/wordings.ts';
import { UnbindPath } from './paths.ts';
import { UnbindView } from './view.ts';

/** What can be read of an unbind itself; part of the group `unbinds-read`. */
export const coreRead = operations({
  listUnbinds: {
    route: 'GET /v1/unbinds',
    group: 'unbinds-read',
    access: may.read,
    summary: 'List unbinds, newest first',
    description:
      'All unbinds of your organisation, or those that fit all of the filters; with waitingOn, soonest deadline first. Only a page without a cursor is the last.',
    query: UnbindQuery,
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(UnbindView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.unbind] },
      },
    },
    problems: [],
  },
  getUnbind: {
    route: 'GET /v1/unbinds/{unbindId}',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read one unbind',
    description: 'With whose turn it is, what was observed and by whom, what ends with it, and what you may do now.',
    params: UnbindPath,
    answers: {
      200: {
        description: 'The unbind',
        json: z.strictObject({
          unbind: UnbindView,
          effects: z
            .array(z.strictObject({ on: z.enum(effectNames), text: z.string() }))
            .readonly()
            .describe('what becomes of billing history, permissions and services, in the language of Accept-Language'),
        }),
        example: { unbind: examples.unbind, effects: noticeText('tencent-intl', 'en').effects },
      },
    },
    problems: ['not_found'],
  },
  getUnbindTimeline: {
    route: 'GET /v1/unbinds/{unbindId}/timeline',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read what happened to an unbind',
    description: 'Entries in order, each chained to the one before it by its hash.',
    params: UnbindPath,
    query: PageQuery,
    answers: {
      200: {
        description: 'One page of entries, oldest first',
        json: z.strictObject({ items: z.array(EntryView), next: z.string().optional() }),
        example: { items: [examples.timelineEntry] },
      },
    },
    problems: ['not_found'],
  },
});
