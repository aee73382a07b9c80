import * as z from 'zod';
import { type Instant, instant } from '../../kernel/clock.ts';
import { DecimalText, Money } from '../../kernel/money.ts';
import { fromBeijing } from '../beijing-time.ts';
import { uidPattern } from './formats.ts';

/*
 * Answers of the product Agency, version 2022-12-16, as far as we read them: only the named fields, and of each only the
 * forms that its model, its metadata or its samples show. Anything else ends the call as a malformed answer. Numbers
 * come as the text that was written.
 */

const Uid = z.string().regex(new RegExp(uidPattern));

/** Ids of invitations and of customer records: 64-bit integers. */
const Id = z.string().regex(/^[0-9]{1,20}$/);

/** A field that holds an id once there is one: 0, an empty string or null before. */
function onceKnown<S extends z.ZodType<string>>(id: S) {
  return z
    .union([z.literal(['0', '']).transform(() => null), id])
    .nullish()
    .transform((known) => known ?? null);
}

/** A word or number of an enumeration, or any text; empty is none. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text || null);

/** A bare date, a time of UTC+8 with or without saying so, or ISO 8601 UTC with or without seconds. */
const Time = z
  .string()
  .nullish()
  .transform((text, context): Instant | null => {
    if (!text) return null;
    const at = timeOf(text);
    if (at === undefined) context.addIssue('not a time of a known form');
    return at ?? null;
  });

function timeOf(text: string): Instant | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return fromBeijing(`${text} 00:00:00`);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : instant(at);
  }
  return fromBeijing(text.replace(/ UTC\+8$/, ''));
}

/** US dollars as decimal text; the international site settles in them. */
const Usd = z
  .union([z.literal('').transform(() => null), DecimalText])
  .nullish()
  .transform((amount): Money | null => (amount ? Money.of(amount, 'USD') : null));

/** A list, null or missing when empty. */
function listOf<S extends z.ZodType>(row: S) {
  return z
    .array(row)
    .nullish()
    .transform((rows) => rows ?? []);
}

export const Countries = z.object({ Data: listOf(z.string().regex(/^[A-Z]{2}$/)) });

/** The number of the new customer record stands in `Message`, where `Data` is true. */
export const CreatedCustomer = z.object({ Data: z.literal([true, 'true']), Message: Id });

const Days = z.string().regex(/^[1-9]\d{0,3}$/);

/** One account's result. Lenient below it: an invitation that went out must not look as if it failed. */
export const SentInvitation = z.object({
  Results: z.object({
    Result: z.tuple([
      z.object({
        Result: z
          .object({
            InviteId: Id.nullable().catch(null),
            RegUrl: z.string().nullable().catch(null),
            Days: Days.nullable().catch(null),
          })
          .catch({ InviteId: null, RegUrl: null, Days: null }),
      }),
    ]),
  }),
});

export const Done = z.object({});

export const InviteStatus = z.object({
  Data: z.object({
    InviteStatus: z.tuple([
      z.object({
        InviteStatusList: z.object({
          Status: Text,
          GmtCreate: Time,
          AssociationSuccessTime: Time,
          Cid: onceKnown(Id),
          Uid: onceKnown(Uid),
        }),
      }),
    ]),
  }),
});
export type InviteRow = z.output<typeof InviteStatus>['Data']['InviteStatus'][0]['InviteStatusList'];

export const Unassociated = z.object({
  InviteInfoList: z
    .object({ InviteInfo: listOf(z.object({ InviteId: Id, Status: Text, Email: Text, GmtCreate: Time })) })
    .nullish(),
});
export type UnassociatedRow = NonNullable<z.output<typeof Unassociated>['InviteInfoList']>['InviteInfo'][number];

export const Accounts = z.object({
  AccountInfoList: z
    .object({
      AccountInfo: listOf(
        z.object({
          Uid: Uid,
          Cid: onceKnown(Id),
          AccountNickname: Text,
          SubAccountType: Text,
          AssociationSuccessTime: Time,
          CustomerAccountType: Text,
          CustomerEnterpriseCertified: Text,
          DelayStatus: Text,
          NewBuyStatus: Text,
        }),
      ),
    })
    .nullish(),
});
export type Account = NonNullable<z.output<typeof Accounts>['AccountInfoList']>['AccountInfo'][number];

/** `Data` is empty for customers of another kind than resale. `newBuyStatus` is spelt so. */
export const Credit = z.object({
  Data: z
    .object({
      AccountStatus: Text,
      PAYGFreezeStatus: Text,
      ZeroCreditShutdownPolicy: Text,
      newBuyStatus: Text,
      CreditLine: Usd,
      AvailableCredit: Usd,
      OutstandingBalance: Usd,
      ConsumedUndeductedValue: Usd,
    })
    .nullish(),
});
export type CreditInfo = NonNullable<z.output<typeof Credit>['Data']>;

export const Orders = z.object({ Data: listOf(z.object({ CustomerNo: Text })), Total: Text });

export const QuotaRecords = z.object({
  Data: listOf(
    z.object({
      OperationTime: Time,
      OperationTypeCode: Text,
      OperationTypeDesc: Text,
      UpdateAmount: Usd,
      UpdateAfterAmount: Usd,
    }),
  ),
});
export type QuotaRecord = z.output<typeof QuotaRecords>['Data'][number];

/** No `Success` here: it happened when `Data` is "true". */
export const Edited = z.object({ Data: z.literal([true, 'true']) });

/** Keys of a role for a while (Security Token Service, 2015-04-01). */
export const Session = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().min(1),
    AccessKeySecret: z.string().min(1),
    SecurityToken: z.string().min(1),
  }),
});
export type RoleKeys = z.output<typeof Session>['Credentials'];

/** Of international partners (2025-02-27). A word is written in either case; another word than these is none we know. */
export const CommissionFiles = z.object({
  Data: z.object({
    BillMonth: Text,
    FileList: listOf(
      z.object({
        FileName: z.string().min(1).max(500),
        BucketSyncStatus: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['init', 'processing', 'succeeded', 'failed'])),
      }),
    ),
  }),
});

/** Links without a scheme, signed for a while; none where there is no bill. */
export const MonthlyBill = z.object({ Data: z.object({ BillLinkCSV: Text }).nullish() });
