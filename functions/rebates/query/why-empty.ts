import type * as z from 'zod';
import { type Period, periodAfter } from '../period.ts';
import type { Rebate } from '../rebate.ts';
import type { PeriodState } from '../sync/sync.ts';
import type { Wanted } from './asked.ts';
import { isOneSlip, otherForms } from './identifier-forms.ts';

/** What keeps the records away, one word for each. */
export const culprits = [
  'status',
  'product',
  'kind',
  'order_form',
  'customer_form',
  'order_mistyped',
  'customer_mistyped',
  'customer',
  'period',
  'account',
  'several',
  /** The period: never read; not published by the provider; read and held back; could not be read. */
  'not_read',
  'not_published',
  'held',
  'unread',
  /** The identifier is known or well formed, but has no record: it has not entered the period. */
  'not_entered',
  /** Nobody knows it, and it has not the form of such identifiers. */
  'unknown',
  'nothing_there',
] as const;
export type Culprit = (typeof culprits)[number];

/** One change of the question. */
export type Relaxation = {
  readonly field: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** How the empty answer comes about, and the smallest single change that finds something. */
export type WhyEmpty = {
  readonly culprit: Culprit;
  /** What to change; none where nothing that is asked differently would help. */
  readonly change: readonly Relaxation[];
  /** The first of what is found then. */
  readonly found: readonly Rebate[];
  /** What was tried, in order. */
  readonly trace: readonly { readonly tried: string; readonly found: number }[];
};

/** How the solver looks: at what is stored, and at what is known of identifiers. Each answer may be cut short. */
export type WhyEmptyPort = {
  /** Some of the records that are wanted in this account. */
  find(wanted: Wanted): Promise<readonly Rebate[]>;
  /** Some of the records of an order or a customer in any period of the account, newest first. */
  findAnywhere(by: Pick<Wanted, 'order' | 'customer'>): Promise<readonly Rebate[]>;
  /** Other partner accounts that have what is wanted. */
  findInOtherAccounts(
    wanted: Wanted,
  ): Promise<readonly { readonly account: string; readonly found: readonly Rebate[] }[]>;
  /** What the last reading says of a period; undefined where it was never read. */
  stateOf(period: Period): Promise<z.infer<typeof PeriodState> | undefined>;
  /** What is known of a customer's account: a link or a customer record; whether it has the form; others one slip away. */
  customer(
    id: string,
  ): Promise<{ readonly known: boolean; readonly wellFormed: boolean; readonly near: readonly string[] }>;
};

type Solver = { readonly port: WhyEmptyPort; readonly wanted: Wanted; readonly trace: WhyEmpty['trace'][number][] };
type Found = Omit<WhyEmpty, 'trace'>;
type Step = (solver: Solver) => Promise<Found | undefined>;

/**
 * Finds out why nothing is found (B11). Filters are relaxed one at a time, each with all others kept, in the order of
 * R110: status, product, kind, the forms of order and customer, the periods beside; then other accounts, several filters
 * at once, what is known of the period, and last what is known of the identifiers.
 */
export async function whyEmpty(port: WhyEmptyPort, wanted: Wanted): Promise<WhyEmpty> {
  const solver: Solver = { port, wanted, trace: [] };
  for (const step of steps) {
    const found = await step(solver);
    if (found) return { ...found, trace: solver.trace };
  }
  return { culprit: 'nothing_there', change: [], found: [], trace: solver.trace };
}

const steps: readonly Step[] = [
  (solver) => without(solver, 'status'),
  (solver) => without(solver, 'product'),
  (solver) => without(solver, 'kind'),
  (solver) => inOtherForm(solver, 'order'),
  (solver) => inOtherForm(solver, 'customer'),
  (solver) => mistypedBeside(solver, 'order', 'customer'),
  (solver) => mistypedBeside(solver, 'customer', 'order'),
  inPeriodsBeside,
  (solver) => without(solver, 'customer'),
  inOtherPeriod,
  inOtherAccount,
  withoutSeveral,
  unreadPeriod,
  unknownIdentifier,
];

async function look({ port, trace }: Solver, tried: string, wanted: Wanted): Promise<readonly Rebate[]> {
  const found = await port.find(wanted);
  trace.push({ tried, found: found.length });
  return found;
}

/** A customer is only left out where an order is asked for as well: else nothing would be left of the question. */
async function without(solver: Solver, field: 'status' | 'product' | 'kind' | 'customer'): Promise<Found | undefined> {
  const { [field]: left, ...rest } = solver.wanted;
  if (left === undefined || (field === 'customer' && rest.order === undefined)) return undefined;
  const found = await look(solver, `without ${field}`, rest);
  const [first] = found;
  return first && { culprit: field, change: [{ field, from: left, to: first[field] }], found };
}

async function inOtherForm(solver: Solver, field: 'order' | 'customer'): Promise<Found | undefined> {
  const typed = solver.wanted[field];
  if (typed === undefined) return undefined;
  const forms = otherForms(typed);
  const all = await Promise.all(forms.map((form) => solver.port.find({ ...solver.wanted, [field]: form })));
  const at = all.findIndex((found) => found.length > 0);
  solver.trace.push({ tried: `${field} in ${forms.length} other forms`, found: all[at]?.length ?? 0 });
  if (at === -1) return undefined;
  return { culprit: `${field}_form`, change: [{ field, from: typed, to: forms[at] }], found: all[at] ?? [] };
}

/** Records that have the other identifier and, in place of this one, one that is a slip away. */
async function mistypedBeside(
  solver: Solver,
  field: 'order' | 'customer',
  kept: 'order' | 'customer',
): Promise<Found | undefined> {
  const typed = solver.wanted[field];
  if (typed === undefined || solver.wanted[kept] === undefined) return undefined;
  const { [field]: _typed, ...rest } = solver.wanted;
  const found = (await look(solver, `${field}s a slip away`, rest)).filter((one) => isOneSlip(one[field] ?? '', typed));
  const [first] = found;
  return first && { culprit: `${field}_mistyped`, change: [{ field, from: typed, to: first[field] }], found };
}

async function inPeriodsBeside(solver: Solver): Promise<Found | undefined> {
  const { wanted } = solver;
  const { period } = wanted;
  const beside = [periodAfter(period, 1), periodAfter(period, -1)].filter((one) => !wanted.periods.includes(one));
  for (const to of beside) {
    const found = await look(solver, `period ${to}`, { ...wanted, period: to, periods: [to] });
    if (found.length > 0) return { culprit: 'period', change: [{ field: 'period', from: period, to }], found };
  }
  return undefined;
}

async function inOtherPeriod({ port, wanted, trace }: Solver): Promise<Found | undefined> {
  const { order, customer, period } = wanted;
  if (order === undefined) return undefined;
  const found = await port.findAnywhere({ order, ...(customer !== undefined && { customer }) });
  trace.push({ tried: 'any period', found: found.length });
  const [first] = found;
  if (!first || wanted.periods.includes(first.period)) return undefined;
  return { culprit: 'period', change: [{ field: 'period', from: period, to: first.period }], found };
}

async function inOtherAccount({ port, wanted, trace }: Solver): Promise<Found | undefined> {
  if (wanted.order === undefined && wanted.customer === undefined) return undefined;
  const [first] = await port.findInOtherAccounts(wanted);
  trace.push({ tried: 'other partner accounts', found: first?.found.length ?? 0 });
  return first && { culprit: 'account', change: [{ field: 'account', to: first.account }], found: first.found };
}

/** All that narrows the question besides period, order and customer. */
async function withoutSeveral(solver: Solver): Promise<Found | undefined> {
  const { status, product, kind, ...rest } = solver.wanted;
  const left = Object.entries({ status, product, kind }).flatMap(([field, from]) =>
    from === undefined ? [] : [{ field, from }],
  );
  if (left.length < 2) return undefined;
  const found = await look(solver, `without ${left.map(({ field }) => field).join(', ')}`, rest);
  return found.length > 0 ? { culprit: 'several', change: left, found } : undefined;
}

async function unreadPeriod({ port, wanted: { period }, trace }: Solver): Promise<Found | undefined> {
  const state = await port.stateOf(period);
  trace.push({ tried: `how ${period} was last read: ${state ?? 'never'}`, found: 0 });
  const culprit = state === undefined || state === 'awaited' ? 'not_read' : lastReadings[state];
  return culprit && { culprit, change: [], found: [] };
}

const lastReadings: Readonly<Partial<Record<string, Culprit>>> = {
  not_available: 'not_published',
  held: 'held',
  quarantined: 'held',
  unread: 'unread',
};

/** An identifier that nobody knows is mistyped where a known one is a slip away; else one that is known has not come yet. */
async function unknownIdentifier({ port, wanted, trace }: Solver): Promise<Found | undefined> {
  const { order, customer: typed } = wanted;
  const customer = typed === undefined ? undefined : await port.customer(typed);
  if (typed !== undefined && customer) {
    trace.push({ tried: `what is known of customer ${typed}`, found: customer.near.length });
    const [near] = customer.near;
    if (!customer.known && near !== undefined)
      return { culprit: 'customer_mistyped', change: [{ field: 'customer', from: typed, to: near }], found: [] };
    if (!customer.known && !customer.wellFormed)
      return { culprit: 'unknown', change: [{ field: 'customer', from: typed }], found: [] };
  }
  if (customer?.known || customer?.wellFormed) return { culprit: 'not_entered', change: [], found: [] };
  if (order === undefined) return undefined;
  const sample = await port.find({ period: wanted.period, periods: wanted.periods });
  const orders = sample.flatMap((one) => one.order ?? []);
  const near = orders.find((one) => isOneSlip(one, order));
  trace.push({ tried: `orders like ${order}`, found: near === undefined ? 0 : 1 });
  if (near !== undefined)
    return { culprit: 'order_mistyped', change: [{ field: 'order', from: order, to: near }], found: [] };
  const alike = orders.length === 0 || orders.some((one) => formOf(one) === formOf(order));
  return alike
    ? { culprit: 'not_entered', change: [], found: [] }
    : { culprit: 'unknown', change: [{ field: 'order', from: order }], found: [] };
}

/** What an identifier is made of: runs of letters and of digits, and what parts them; how long they are does not count. */
function formOf(identifier: string): string {
  return identifier.replace(/\p{L}+/gu, 'a').replace(/\d+/gu, '0');
}
