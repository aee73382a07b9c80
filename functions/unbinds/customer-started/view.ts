import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { DailyLook } from './daily-look.ts';
import { becomings, type Taken } from './take-list.ts';

/** The daily task as callers see it. */
export const DailyLookView = z.strictObject({
  account: idSchema('partnerAccount'),
  site: DailyLook.shape.site,
  day: z.iso.date().describe('the day that it is for, in the account’s own zone'),
  openSince: z.iso.date().describe('the first day since which nobody has looked'),
  overdue: z.boolean().describe('whether a day went by without a look'),
  owner: z.string().describe('the member whose it is'),
  openedAt: DailyLook.shape.openedAt,
  doneAt: DailyLook.shape.doneAt.describe('when this day’s was done'),
  taken: DailyLook.shape.taken.unwrap().strict().optional().describe('who has said that they see to it'),
  last: DailyLook.shape.last.unwrap().strict().optional().describe('the last list that was brought'),
});
export type DailyLookView = z.infer<typeof DailyLookView>;

export function viewDailyLook({ org: _org, version: _version, ...look }: DailyLook): DailyLookView {
  return { ...look, overdue: look.doneAt === undefined && look.openSince < look.day };
}

/** What a list came to. */
export const ListTakenView = z.strictObject({
  mapping: z.int().describe('version of the form in which the list was read'),
  rows: z.array(
    z.strictObject({
      line: z.int(),
      number: z.string().describe('the provider’s own number of the record'),
      became: z
        .enum(becomings)
        .describe(
          '`started`: a case to review. `noted`: something new of a case. `known`: nothing new. `stranger`: no link of this account. `without_case`: under way for a link of yours, asked for by nobody here',
        ),
      unbind: idSchema('unbind').optional(),
    }),
  ),
  look: DailyLookView,
});
export type ListTakenView = z.infer<typeof ListTakenView>;

export function viewTaken({ row: { line, number }, became, unbind }: Taken): ListTakenView['rows'][number] {
  return { line, number, became, ...(unbind && { unbind }) };
}
