import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { Currency, DecimalText } from '../../kernel/money.ts';
import { operations } from '../../platform/contract.ts';
import { UnbindPath } from '../paths.ts';
import * as examples from './examples.ts';
import { mayMoney } from './guards.ts';
import { Period } from './periods.ts';
import { UnbindMoneyView } from './view.ts';

const money = {
  description: 'What the unbind costs, as it is known now',
  json: z.strictObject({ money: UnbindMoneyView }),
  example: { money: examples.money },
};

/** What can be read of an unbind's money; part of the group `unbinds-read`. */
export const moneyRead = operations({
  getUnbindMoney: {
    route: 'GET /v1/unbinds/{unbindId}/money',
    group: 'unbinds-read',
    access: mayMoney.read,
    summary: 'Read what an unbind costs until it is completed, and what comes late',
    description:
      'From the submission at the provider until completion the reseller carries what the customer uses, and billing costs may come after that. Sums are the provider’s, of whole months; each says when it was read and how.',
    params: UnbindPath,
    answers: { 200: money },
    problems: ['not_found'],
  },
});

/** What finance enters of it; part of the group `unbinds-write`. */
export const moneyWrite = operations({
  recordLateCharge: {
    route: 'POST /v1/unbinds/{unbindId}/late-charges',
    group: 'unbinds-write',
    access: mayMoney.write,
    summary: 'Record a billing cost that came after completion',
    description:
      'Entered where the provider no longer answers by a call, from its bill. It stands on the case for good and is told to finance once; a period that nothing more is expected of can be closed with it. May also be recorded after the case was said to have no more delayed bills.',
    params: UnbindPath,
    body: z
      .strictObject({
        period: Period.describe('the month of the provider’s bill'),
        amount: DecimalText.describe('more than 0, in major units, exact'),
        currency: Currency,
        reference: z.string().trim().min(1).max(100).describe('the provider’s own number of the bill or entry'),
        evidence: z.array(idSchema('evidence')).max(10).default([]).describe('files of this unbind that show it'),
        closesPeriod: z.boolean().default(false).describe('nothing more is expected of this period'),
      })
      .meta({ examples: [examples.lateCharge] }),
    answers: { 201: money },
    problems: ['not_found', 'not_allowed_now', 'bill_not_made', 'evidence_unfit'],
    idempotent: true,
  },
  closeBillPeriod: {
    route: 'POST /v1/unbinds/{unbindId}/bill-periods/{period}/close',
    group: 'unbinds-write',
    access: mayMoney.write,
    summary: 'Say that a period brings no more bills',
    description:
      'For a period that no call tells of: finance has looked at the provider’s bills. Once the last period is closed, the case says that no more delayed bills are to come.',
    params: UnbindPath.extend({ period: Period }),
    answers: { 200: money },
    problems: ['not_found', 'not_allowed_now', 'bill_not_made'],
    idempotent: true,
  },
});
