import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { EventDoc } from '../../links/events.ts';
import { sites } from '../../providers/provider.ts';
import { Period } from '../period.ts';
import { SyncStatus } from './status.ts';
import { PeriodState, RebateSync } from './sync.ts';

const told = {
  account: idSchema('partnerAccount'),
  site: z.enum(sites),
  origin: RebateSync.shape.origin,
  dryRun: z.boolean().describe('it compares and plans, and changes nothing'),
  night: RebateSync.shape.night.describe('the local date of the night, where it is one'),
};
const subject = {
  upload: RebateSync.shape.upload.describe('the upload that it reads, or takes back'),
  accepts: RebateSync.shape.accepts.describe('whose held snapshot is accepted, and why'),
};

const Moved = z.strictObject({ from: SyncStatus, ...told });
const Ended = Moved.extend({
  startedAt: z.string().describe('when it began'),
  spent: RebateSync.shape.spent.describe('milliseconds that it took'),
});
const read = z
  .array(z.strictObject({ period: Period, state: PeriodState, because: z.string().optional() }))
  .describe('what came of each period');
const failure = RebateSync.shape.failure;

/** Every event about syncs of rebates, by its type without the version (`.v1`). Additive only. */
export const syncEvents: Readonly<Record<string, EventDoc>> = {
  'rebate_sync.created': {
    says: 'The rebates of a partner account are being read, or what a member has brought is being taken in',
    data: z.strictObject({
      ...told,
      ...subject,
      execution: z.string(),
      status: SyncStatus,
      periods: z.array(Period),
    }),
  },
  'rebate_sync.comparing': {
    says: 'What was to be read is read; it is compared with what is known',
    data: Moved.extend({ periods: read }),
  },
  'rebate_sync.applying': { says: 'Something has changed and is being taken in', data: Moved },
  'rebate_sync.completed': {
    says: 'Ended: what has changed is taken in',
    data: Ended.extend({
      periods: z.record(z.string(), z.int()).describe('how many periods ended how'),
      kinds: z.record(z.string(), z.int()).describe('records by kind of change'),
      changes: z.int(),
      unexplained: z.int().describe('records with a part of their difference that nothing explains'),
    }),
  },
  'rebate_sync.failed': {
    says: 'Ended without reading or taking in what it was for; what was known stays as it is',
    data: Ended.extend({ failure, periods: read.optional() }),
  },
  'rebate_sync.missed': {
    says: 'A night passed in which the desk was not there; the next one finds what it would have found',
    data: z.strictObject(told),
  },
  'rebate_sync.attempt_raised': {
    says: 'Its machine died; another execution carries on',
    data: z.strictObject({ execution: z.string(), attempt: z.int(), before: z.string() }),
  },
};
