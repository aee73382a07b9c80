import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import * as unbindExamples from '../examples.ts';
import { may } from '../guards.ts';
import { UnbindPath } from '../paths.ts';
import { UnbindView } from '../view.ts';
import * as examples from './examples.ts';
import { DailyLookView, ListTakenView } from './view.ts';

const AccountPath = z.object({ accountId: idSchema('partnerAccount') });

/** What customers start, as far as it can be read; part of the group `unbinds-read`. */
export const customerStartedRead = operations({
  listDailyLooks: {
    route: 'GET /v1/daily-looks',
    group: 'unbinds-read',
    access: may.read,
    summary: 'List the daily looks at what customers have started to unbind',
    description:
      'One for each partner account at a site where customers can start it and no call tells: look at what is under way there and bring the list of it.',
    query: PageQuery.extend({
      open: z.enum(['true', 'false']).optional().describe('true: only those that nobody has done today'),
    }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(DailyLookView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.dailyLook] },
      },
    },
    problems: [],
  },
  getDailyLook: {
    route: 'GET /v1/partner-accounts/{accountId}/daily-look',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read the daily look of a partner account',
    description: 'Whose it is, since when it is open, and what the last list came to.',
    params: AccountPath,
    answers: {
      200: {
        description: 'The daily look',
        json: z.strictObject({ look: DailyLookView }),
        example: { look: examples.dailyLook },
      },
    },
    problems: ['not_found'],
  },
});

/** What members do about it; part of the group `unbinds-write`. */
export const customerStartedWrite = operations({
  uploadUnbindingList: {
    route: 'POST /v1/partner-accounts/{accountId}/unbinding-list',
    group: 'unbinds-write',
    access: may.record,
    summary: 'Bring the list of what customers are unbinding',
    description:
      'CSV with its header: the page “Unbinding Customers” as the console of Tencent Cloud International gives it, and at other sites what their console shows, written down in the columns Reference, Account ID, Name, Started By, Started At (UTC+8) and State; a header alone says that nothing is under way. All of it is read or, when anything is wrong, nothing, with every mistake by its line. What a customer started becomes a case for review, with the provider’s deadline where it has one; what is new of other cases is noted as you saw it. The same list again adds nothing. It does the day’s look.',
    params: AccountPath,
    body: z.string().meta({ examples: [examples.list] }),
    media: 'csv',
    answers: { 200: { description: 'What each row became', json: ListTakenView, example: examples.listTaken } },
    problems: ['not_found', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  acknowledgeClock: {
    route: 'POST /v1/unbinds/{unbindId}/clock/acknowledgement',
    group: 'unbinds-write',
    access: may.acknowledge,
    summary: 'Say that you see to a review before the provider’s clock decides',
    description:
      'Without it a second person is told a day before the end. It decides nothing: unless the answer is entered at the provider in time, the provider approves.',
    params: UnbindPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: {
      200: {
        description: 'Noted, now or before',
        json: z.strictObject({ unbind: UnbindView }),
        example: { unbind: unbindExamples.unbind },
      },
    },
    problems: ['not_found', 'not_allowed_now', 'unbind_is_final', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
