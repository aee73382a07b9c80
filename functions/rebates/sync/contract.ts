import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import { Change } from '../change.ts';
import * as examples from '../examples.ts';
import { may } from '../guards.ts';
import { Period } from '../period.ts';
import { SyncStatus } from './status.ts';
import { MOST_PERIODS, syncOrigins } from './sync.ts';
import { changeExample, syncExample } from './sync-examples.ts';
import { SyncView } from './view.ts';

const SyncPath = z.object({ syncId: idSchema('rebateSync') });
const next = z.string().optional().describe('cursor of the next page');

/** What can be read of syncs; part of the group `rebates-read`. */
export const syncsRead = operations({
  listRebateSyncs: {
    route: 'GET /v1/rebate-syncs',
    group: 'rebates-read',
    access: may.read,
    summary: 'List syncs of rebates, newest first',
    description:
      'Every reading of your partner accounts, nights that were missed included, or those that fit all of the filters. Only a page without a cursor is the last.',
    query: PageQuery.extend({
      account: idSchema('partnerAccount').optional(),
      status: SyncStatus.optional(),
      origin: z.enum(syncOrigins).optional(),
      night: z.iso.date().optional().describe('the local date of a night'),
    }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({ items: z.array(SyncView), next }),
        example: { items: [syncExample] },
      },
    },
    problems: [],
  },
  getRebateSync: {
    route: 'GET /v1/rebate-syncs/{syncId}',
    group: 'rebates-read',
    access: may.read,
    summary: 'Read one sync of rebates',
    description: 'Where it stands, what came of each period, what changed by kind and cause, and what you may do now.',
    params: SyncPath,
    answers: {
      200: { description: 'The sync', json: z.strictObject({ sync: SyncView }), example: { sync: syncExample } },
    },
    problems: ['not_found'],
  },
  listRebateSyncChanges: {
    route: 'GET /v1/rebate-syncs/{syncId}/changes',
    group: 'rebates-read',
    access: may.read,
    summary: 'Read what a sync changes, record by record',
    description:
      'Each with what was before and after, the kinds of its change, and its difference split by cause to the last digit. Of a trial this is what it would change.',
    params: SyncPath,
    query: PageQuery.extend({ period: Period.optional() }),
    answers: {
      200: {
        description: 'One page, by period and the id of the record',
        json: z.strictObject({ items: z.array(Change), next }),
        example: { items: [changeExample] },
      },
    },
    problems: ['not_found'],
  },
});

/** Reading by hand; part of the group `rebates-write`. */
export const syncsWrite = operations({
  startRebateSync: {
    route: 'POST /v1/rebate-syncs',
    group: 'rebates-write',
    access: may.sync,
    summary: 'Read the rebates of a partner account now',
    description:
      'As its nights do: reads, compares, and takes in what has changed. Without periods, those that the provider still corrects. With dryRun it only plans: read the changes of the sync when it is completed.',
    body: z
      .strictObject({
        account: idSchema('partnerAccount'),
        periods: z.array(Period).min(1).max(MOST_PERIODS).optional(),
        dryRun: z.boolean().default(false),
      })
      .meta({ examples: [{ account: examples.account, periods: ['2026-10'], dryRun: true }] }),
    answers: {
      202: {
        description: 'It has begun',
        json: z.strictObject({ sync: SyncView }),
        example: { sync: { ...syncExample, status: 'reading' } },
      },
    },
    problems: [
      'not_found',
      'not_allowed_now',
      'no_rebate_source',
      'sync_at_work',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});
