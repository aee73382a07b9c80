import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Money, MoneyJson } from '../../kernel/money.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Facts } from '../preconditions/check.ts';
import { PreconditionName } from '../preconditions/precondition.ts';

/** A read that was not answered, by the kind of its failure: never taken for a good answer. */
const NotAnswered = z.object({ at: Instant, unknown: z.string() });

/** Who had it read: the desk by itself, a member, or a case that is about to be submitted. */
export const readingsBy = ['schedule', 'request', 'check'] as const;

/**
 * What was last read at the provider about whether one linked customer could be unbound (B16). Money is in the currency
 * of the site; periods are months of the site's settlement zone.
 */
export const UnbindReadiness = z.object({
  org: z.string(),
  link: idSchema('link'),
  version: z.int().positive(),
  customerName: z.string(),
  customer: z
    .union([
      NotAnswered,
      z.object({
        at: Instant,
        standing: z.enum(['active', 'frozen', 'arrears', 'unknown']),
        creditAvailable: MoneyJson.nullable(),
        /** What becomes of running services once the credit is used up; absent where the site does not tell. */
        whenUsedUp: z.enum(['stop', 'stop_later', 'keep_running', 'unknown']).optional(),
      }),
    ])
    .optional(),
  /** The second-level reseller that has the customer; null where none has. */
  owner: z
    .union([
      NotAnswered,
      z.object({ at: Instant, secondLevel: z.object({ account: z.string(), name: z.string().nullable() }).nullable() }),
    ])
    .optional(),
  /** What is unpaid, by period; null where the provider has made no bill of it so far. */
  unpaid: z.record(z.string(), z.union([NotAnswered, z.object({ at: Instant, amount: MoneyJson.nullable() })])),
  /** The reading in hand, or the last one: for whom, since when, and what of it is left (`customer`, `owner`, periods). */
  reading: z.object({ name: z.string(), by: z.enum(readingsBy), since: Instant, left: z.array(z.string()) }),
  /** When the last reading came to its end; absent before the first one did. */
  readAt: Instant.optional(),
  /** When the due work is that goes on with it. */
  nextAt: Instant,
  /** What would stand in the way, and what could not be read. */
  blockers: z.array(PreconditionName),
  unknown: z.array(PreconditionName),
});
export type UnbindReadiness = z.infer<typeof UnbindReadiness>;

export const unbindReadinessShape = storedShape({
  name: 'unbind readiness',
  version: 2,
  schema: UnbindReadiness,
  upcasts: { 1: (old) => old },
});

export function readinessKey(org: string, link: string): Key {
  return { pk: `ORG#${org}#${link}`, sk: 'READINESS' };
}

/** The list of links in whose way something stands, or of which not all is known. */
export const readinessList = (org: string): string => `ORG#${org}#UNBIND_READINESS`;

/** The last reading of a link; undefined where none was ever asked for. */
export async function readReadiness(tables: Tables, org: string, link: string): Promise<UnbindReadiness | undefined> {
  const item = await tables.get('desk', readinessKey(org, link));
  return item && readStored(unbindReadinessShape, item);
}

/** The write of a reading; refused with `version` where somebody else has read on meanwhile. */
export function keepReadiness(record: UnbindReadiness, before: UnbindReadiness | undefined): WriteIntent {
  const { org, link, blockers, unknown } = record;
  const listed = blockers.length + unknown.length > 0;
  return {
    op: 'put',
    table: 'desk',
    key: readinessKey(org, link),
    fields: {
      ...toStored(unbindReadinessShape, record),
      ...(listed && { listPk: readinessList(org), listSk: link }),
    },
    expect: before ? [{ version: { eq: before.version } }] : [{ pk: { absent: true } }],
    refusal: 'version',
  };
}

/**
 * What a reading tells about the preconditions.
 * @param periods those that count, oldest first; null where no call tells of bills
 */
export function factsOf(reading: UnbindReadiness | undefined, periods: readonly string[] | null): Facts {
  const { customer, unpaid = {} } = reading ?? {};
  const answers = (periods ?? []).flatMap((period) => unpaid[period] ?? []);
  const oldest = answers.map(({ at }) => at).toSorted()[0];
  return {
    ...(customer &&
      !('unknown' in customer) && {
        customer: {
          standing: customer.standing,
          creditAvailable: moneyOf(customer.creditAvailable),
          ...(customer.whenUsedUp && { whenUsedUp: customer.whenUsedUp }),
          at: customer.at,
        },
      }),
    unpaid: periods && periods.map((period) => ({ period, amount: amountOf(unpaid[period]) })),
    ...(oldest && { unpaidAt: oldest }),
  };
}

/** Without a bill of a settled period nothing of it can be unpaid. */
function amountOf(read: UnbindReadiness['unpaid'][string] | undefined): NonNullable<Facts['unpaid']>[number]['amount'] {
  if (!read || 'unknown' in read) return null;
  return moneyOf(read.amount) ?? 'no_bill';
}

function moneyOf(json: MoneyJson | null): Money | null {
  return json && Money.of(json.amount, json.currency);
}
