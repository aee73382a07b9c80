import type { Clock, Instant } from '../../kernel/clock.ts';
import type { Result } from '../../kernel/result.ts';
import type { Link } from '../../links/link.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { modeOf } from '../../providers/capabilities.ts';
import type { ReadFailure } from '../../providers/failure.ts';
import type { PartnerAccountRef, PortMethod, ProviderPort, SiteCapabilities } from '../../providers/provider.ts';
import { isReadable, judge } from '../preconditions/judge.ts';
import { factsOf, type UnbindReadiness } from './readiness.ts';

/** What reading is done with. `again`: whether a failure is waited out, rather than written down as not known. */
export type Place = {
  readonly link: Link;
  readonly account: PartnerAccount;
  readonly site: SiteCapabilities;
  readonly port: ProviderPort;
  readonly clock: Clock;
  /** Null where no call tells of bills. */
  readonly periods: readonly string[] | null;
  readonly again: (failure: Pick<ReadFailure, 'kind'>) => boolean;
};

/** How far a piece of reading came; with something left, when to go on. */
export type Piece = { readonly record: UnbindReadiness; readonly goOnInSeconds?: number };

/** Bills read in one piece: of a provider that answers one a second others want some, too. */
const BILLS_AT_ONCE = 4;
const RETRY_SECONDS = 30;

/**
 * Reads what is left of a reading, as far as one piece goes. A call that the account may not make, and one that fails for
 * good, leave `unknown` behind.
 */
export async function readOn(place: Place, before: UnbindReadiness): Promise<Piece> {
  const { left } = before.reading;
  const periods = left.filter((what) => what !== 'customer' && what !== 'owner');
  const now = [...left.filter((what) => !periods.includes(what)), ...periods.toReversed().slice(0, BILLS_AT_ONCE)];
  let record = before;
  for (const what of now) {
    const read = await readOne(place, what);
    if (!read.ok) return { record: judged(place, record), goOnInSeconds: secondsOf(read.error) };
    const { reading } = record;
    const rest = { ...reading, left: reading.left.filter((one) => one !== what) };
    record = { ...record, ...read.value(record), reading: rest };
  }
  return { record: judged(place, record), ...(record.reading.left.length > 0 && { goOnInSeconds: 1 }) };
}

function refOf({ org, partnerAccount }: Link): PartnerAccountRef {
  return { org, account: partnerAccount.id, site: partnerAccount.site, environment: partnerAccount.environment };
}

type Reading = (record: UnbindReadiness) => Partial<UnbindReadiness>;

/** One answer, as the fields that it changes; only a failure that is to be waited out comes back as one. */
async function readOne(place: Place, what: string): Promise<Result<Reading, ReadFailure>> {
  const { link, port } = place;
  const { accountId } = link.customer;
  const ref = refOf(link);
  if (what === 'customer')
    return ask(
      place,
      'readCustomer',
      () => port.readCustomer(ref, accountId),
      (answer, at) => () => ({
        customer: 'unknown' in answer ? { at, ...answer } : customerOf(answer.customer, at),
      }),
    );
  if (what === 'owner')
    return ask(
      place,
      'readOwner',
      () => port.readOwner(ref, accountId),
      (answer, at) => () => ({
        owner: 'unknown' in answer ? { at, ...answer } : { at, secondLevel: answer.secondLevel },
      }),
    );
  const question = { period: what, which: 'unpaid' } as const;
  return ask(
    place,
    'readBill',
    () => port.readBill(ref, accountId, question),
    (answer, at) =>
      ({ unpaid }) => ({
        unpaid: { ...unpaid, [what]: 'unknown' in answer ? { at, ...answer } : billOf(answer.bill, at) },
      }),
  );
}

type Unknown = { readonly unknown: string };

async function ask<T extends object>(
  { site, account, clock, again }: Place,
  method: PortMethod,
  call: () => Promise<Result<T, ReadFailure>>,
  fields: (answer: T | Unknown, at: Instant) => Reading,
): Promise<Result<Reading, ReadFailure>> {
  const mode = modeOf(method, site, account);
  const read = mode === 'api' ? await call() : undefined;
  if (read && !read.ok && again(read.error)) return read;
  const answer = !read ? { unknown: 'not_by_call' } : read.ok ? read.value : { unknown: read.error.kind };
  return { ok: true, value: fields(answer, clock.now()) };
}

type Answer<M extends 'readCustomer' | 'readBill'> = Extract<
  Awaited<ReturnType<ProviderPort[M]>>,
  { readonly ok: true }
>['value'];

function customerOf(customer: Answer<'readCustomer'>['customer'], at: Instant): UnbindReadiness['customer'] {
  if (!customer) return { at, unknown: 'not_listed' };
  const { standing, creditAvailable, whenUsedUp } = customer;
  return { at, standing, creditAvailable: creditAvailable?.toJSON() ?? null, ...(whenUsedUp && { whenUsedUp }) };
}

function billOf(bill: Answer<'readBill'>['bill'], at: Instant): UnbindReadiness['unpaid'][string] {
  if (bill.total !== null) return { at, amount: bill.total.toJSON() };
  return bill.because === 'nothing_yet' ? { at, amount: null } : { at, unknown: bill.because };
}

function secondsOf(failure: ReadFailure): number {
  return failure.kind === 'throttled' ? Math.max(1, failure.retryAfterSeconds) : RETRY_SECONDS;
}

/** With what stands in the way by all that is known now. Periods that no longer count are left out. */
function judged({ site, account, periods }: Place, record: UnbindReadiness): UnbindReadiness {
  const unpaid = Object.fromEntries(Object.entries(record.unpaid).filter(([period]) => periods?.includes(period)));
  const kept = { ...record, unpaid };
  const found = judge(site, account, factsOf(kept, periods), { attested: [], overridden: [] });
  // whatever fails here was read; of the rest only what a call should have told is missing
  const blockers = found.flatMap(({ name, result }) => (result === 'fail' ? [name] : []));
  const unknown = found.flatMap(({ name, result }) =>
    result === 'unknown' && isReadable(site, account, name) ? [name] : [],
  );
  return { ...kept, blockers, unknown };
}
