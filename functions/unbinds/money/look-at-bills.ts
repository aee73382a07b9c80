import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import { modeOf } from '../../providers/capabilities.ts';
import type { ReadFailure } from '../../providers/failure.ts';
import type { Settlement } from '../../providers/provider.ts';
import { accountRef, type UnbindProviderDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import type { BillSeen } from './meter.ts';
import type { Period } from './periods.ts';
import type { UnbindMoney } from './unbind-money.ts';

const DAY = 86_400;
/** The meter looks once for so many looks at the provider: once a day by the policy that organisations start with. */
const LOOKS = 24;
/** First pause before a provider that did not answer is asked again, in seconds; doubled each time. */
const FIRST_PAUSE = 300;

/** Seconds between two looks at the bills; never more than a day. */
export function meterPause({ windows }: Pick<Unbind, 'windows'>): number {
  return Math.min(DAY, LOOKS * windows.look);
}

/** What looks at the bills have brought until one was not answered. */
export type Looked = { readonly seen: readonly BillSeen[]; readonly failure?: ReadFailure };

/**
 * Reads the bills of periods, within the provider's rate, until a read fails. Where the site or its partner account has
 * no call for it, every period is answered with `no_call`.
 */
export async function lookAtBills(
  { portOf }: Pick<UnbindProviderDeps, 'portOf'>,
  record: Unbind,
  periods: readonly Period[],
  mode: UnbindMoney['mode'],
): Promise<Looked> {
  if (mode === 'operator')
    return { seen: periods.map((period) => ({ period, bill: { total: null, because: 'no_call' } })) };
  const { partnerAccount, customer } = record;
  const port = portOf(partnerAccount.site);
  const seen: BillSeen[] = [];
  for (const period of periods) {
    const read = await port.readBill(accountRef(record), customer.accountId, { period, which: 'all' });
    if (!read.ok) return { seen, failure: read.error };
    seen.push({ period, bill: read.value.bill });
  }
  return { seen };
}

/** How the bills of a case can be read, by its site and its partner account. */
export async function billTerms(
  { tables, capabilitiesOf }: Pick<UnbindProviderDeps, 'tables' | 'capabilitiesOf'>,
  { org, partnerAccount }: Unbind,
): Promise<{ readonly mode: UnbindMoney['mode']; readonly settlement: Settlement; readonly lateBillPeriods: number }> {
  const site = capabilitiesOf(partnerAccount.site);
  const account = await readPartnerAccount(tables, org, partnerAccount.id);
  if (!site || !account) throw new InvariantBroken(`no bills can be read at ${partnerAccount.id}`);
  return {
    mode: modeOf('readBill', site, account) === 'api' ? 'api' : 'operator',
    // months of UTC, final at their end, where the provider's documents say nothing
    settlement: site.settlement ?? { utcOffsetHours: 0, closesAfter: 'P0D' },
    lateBillPeriods: site.unbind.lateBillPeriods,
  };
}

/** What a look says of the provider's answering, and how long to wait for the next one. */
export function afterLook(
  { notAnswering }: Pick<UnbindMoney, 'notAnswering'>,
  { failure }: Looked,
  pause: number,
  now: Instant,
): { readonly notAnswering: UnbindMoney['notAnswering']; readonly again: Instant } {
  if (!failure) return { notAnswering: undefined, again: plusSeconds(now, pause) };
  const times = (notAnswering?.times ?? 0) + 1;
  const backOff = Math.min(pause, FIRST_PAUSE * 2 ** Math.min(times - 1, 20));
  const wait = failure.kind === 'throttled' ? Math.max(backOff, failure.retryAfterSeconds) : backOff;
  return {
    notAnswering: { since: notAnswering?.since ?? now, because: failure.kind, times },
    again: plusSeconds(now, Math.ceil(wait)),
  };
}
