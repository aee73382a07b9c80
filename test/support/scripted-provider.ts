import type { Clock } from '../../functions/kernel/clock.ts';
import { err, ok } from '../../functions/kernel/result.ts';
import type { EffectFailure, ReadFailure, RefusalCode } from '../../functions/providers/failure.ts';
import type {
  Answered,
  Application,
  Customer,
  Invitation,
  InvitationReading,
  Proof,
  ProofItem,
  ProviderPort,
  SiteCapabilities,
} from '../../functions/providers/provider.ts';
import { effects } from '../../functions/providers/provider.ts';
import type { UnbindReading } from '../../functions/providers/unbinding.ts';
import { scriptedSpending } from './scripted-spending.ts';

/** How the provider treats one call that changes something. `lost_done` happened, `lost` did not; nobody was told. */
export type Scripted =
  | 'done'
  | 'lost_done'
  | 'lost'
  | 'not_sent'
  | 'throttled'
  | 'refused'
  | 'already_linked'
  | 'out_of_step'
  | 'customer_must_act'
  /** As above, with documents. */
  | 'must_verify'
  /** A no with a code of its own, such as the condition that an unbinding does not meet. */
  | { readonly refused: RefusalCode }
  /** The call never comes back: the worker dies at its function's timeout. `never_done` happened all the same. */
  | 'never'
  | 'never_done';

type Scriptable =
  | 'registerCustomer'
  | 'prepareAccount'
  | 'invite'
  | 'decideApplication'
  | 'allocateCredit'
  | 'unfreeze'
  | 'submitUnbind';
const raw = { code: 'FailedOperation.Theirs', message: 'words of theirs', requestId: 'theirs-1' };

/** A provider in memory that does what it is told, call by call, and what its documents say when it is told nothing. */
export function scriptedProvider(clock: Clock) {
  const script: Record<Scriptable, Scripted[]> = {
    registerCustomer: [],
    prepareAccount: [],
    invite: [],
    decideApplication: [],
    allocateCredit: [],
    unfreeze: [],
    submitUnbind: [],
  };
  const calls: { readonly method: string; readonly args: readonly unknown[] }[] = [];
  const applications: Application[] = [];
  const readings: InvitationReading[] = [];
  const unbinds: UnbindReading[] = [];
  const customers = new Map<string, Customer>();
  const { money, ...spending } = scriptedSpending(clock, customers);
  let registered = 0;
  const state = { down: false, hang: (): void => undefined, proofs: Promise.resolve() };

  const proofs = new Map<string, ProofSaid>();
  /** What the site can do, where a test wants it otherwise than documented. */
  const site: Partial<SiteCapabilities> = {};
  const down: ReadFailure = { kind: 'provider_down', stage: 'verification', raw };
  const answered: Answered = { receipts: [{ action: 'Scripted', requestId: 'theirs-1' }] };
  const note = (method: string, args: readonly unknown[]) => void calls.push({ method, args });

  async function effect<T>(method: Scriptable, args: readonly unknown[], happen: () => T) {
    note(method, args);
    const how = script[method].shift() ?? 'done';
    if (how === 'never' || how === 'never_done') {
      if (how === 'never_done') happen();
      state.hang();
      return new Promise<never>(() => undefined);
    }
    if (how === 'done') return ok({ ...happen(), ...answered });
    if (how === 'lost_done') happen();
    return err(failure(method, how));
  }

  async function read<T>(method: string, args: readonly unknown[], value: () => T) {
    note(method, args);
    const down: ReadFailure = { kind: 'provider_down', stage: 'verification', raw };
    return state.down ? err(down) : ok({ ...value(), ...answered });
  }

  const withdraw = (account: string): void => {
    const at = applications.findIndex((application) => application.account === account);
    if (at >= 0) applications.splice(at, 1);
  };
  const link = (account: string) => {
    customers.set(account, customerOf(account, clock.now()));
    withdraw(account);
    return { state: 'accepted' } as const;
  };
  /** Where the provider examines what was accepted, the application stays listed until it has. */
  const accepted = (account: string) => {
    if (site.approval !== 'reseller_then_provider') return link(account);
    const at = applications.findIndex((application) => application.account === account);
    const listed = applications[at];
    if (listed) applications[at] = { ...listed, state: 'awaiting_provider', word: 'qcloudaudit' };
    return { state: 'awaiting_provider' } as const;
  };
  const submitted = (account: string, startedBy: UnbindReading['startedBy'] = 'partner') => {
    const reference = `theirs-unbind-${unbinds.length + 1}`;
    const state = startedBy === 'customer' ? 'awaiting_reseller' : 'awaiting_customer';
    const at = clock.now();
    unbinds.push({ account, reference, state, word: state, startedBy, submittedAt: at, changedAt: at });
    return reference;
  };
  const reject = (account: string) => {
    withdraw(account);
    return { state: 'rejected' } as const;
  };

  const port: ProviderPort = {
    invite: (...args) =>
      effect('invite', args, (): Invitation => {
        const handle = `handle-${readings.length + 1}`;
        const [, { email, registration }] = args;
        const known = { word: '0', email, createdAt: clock.now(), account: null, registration };
        readings.push({ handle, state: 'unopened', ...known });
        return { handle, link: `https://www.tencentcloud.com/register?RegisterToken=${handle}`, validFor: 'P30D' };
      }),
    decideApplication: (...args) =>
      effect('decideApplication', args, () => (args[1].verdict === 'accept' ? accepted : reject)(args[1].account)),
    readCustomer: (...args) => read('readCustomer', args, () => ({ customer: customers.get(args[1]) ?? null })),
    listApplications: (...args) =>
      read('listApplications', args, () => ({ items: [...applications], total: applications.length })),
    readInvitations: (...args) =>
      read('readInvitations', args, () => ({
        items: readings.filter(({ handle }) => args[1].includes(handle)),
        total: null,
      })),
    readPartnerAccount: nothing('readPartnerAccount'),
    checkIdentifier: nothing('checkIdentifier'),
    listInvitations: nothing('listInvitations'),
    listCustomers: (...args) =>
      read('listCustomers', args, () => ({ items: [...customers.values()], total: customers.size })),
    proveLink: async (...args) => {
      note('proveLink', args);
      const [, account, item] = args;
      await state.proofs;
      const said = proofs.get(`${item}#${account}`) ?? proofs.get(item);
      if (said) return proofAnswer(said);
      return state.down ? err(down) : ok(proof(customers.has(account) || 'not_ours'));
    },
    registerCustomer: (...args) =>
      effect('registerCustomer', args, () => ({ registration: `theirs-${(registered += 1)}` })),
    resendInvitation: nothing('resendInvitation'),
    prepareAccount: (...args) => effect('prepareAccount', args, () => ({})),
    readBill: (...args) =>
      read('readBill', args, () => ({ bill: money.billOf(args[1], args[2].period, args[2].which) })),
    readOwner: (...args) =>
      read('readOwner', args, () => ({ secondLevel: spending.secondLevels.get(args[1]) ?? null })),
    listCreditAllocations: (...args) =>
      read('listCreditAllocations', args, () => ({ items: money.allocationsOf(args[1]), total: null })),
    allocateCredit: (...args) => effect('allocateCredit', args, () => money.allocate(args[1])),
    unfreeze: (...args) => effect('unfreeze', args, () => money.unfreeze(args[1].account)),
    submitUnbind: (...args) =>
      effect('submitUnbind', args, () => ({ reference: submitted(args[1].account), verdict: 'accepted' as const })),
    readUnbind: (...args) =>
      read('readUnbind', args, () => ({ unbind: unbinds.findLast(({ account }) => account === args[1]) ?? null })),
    listUnbinds: (...args) => read('listUnbinds', args, () => ({ items: [...unbinds], total: unbinds.length })),
    // rebates have a source of their own: test/support/rebate-source.ts
    readRebateFiles: nothing('readRebateFiles'),
    listRebates: nothing('listRebates'),
  };

  return {
    port,
    site,
    calls,
    customers,
    applications,
    unbinds,
    ...spending,
    /** Somebody submits an unbinding at the provider, not by us; tells its reference. */
    submitsUnbind: submitted,
    /** The latest unbinding of an account comes to another state there; a released customer is gone. */
    unbindComesTo(account: string, to: UnbindReading['state']): void {
      const at = unbinds.findLastIndex((unbind) => unbind.account === account);
      const found = unbinds[at];
      if (!found) throw new Error(`no unbinding of ${account}`);
      unbinds[at] = { ...found, state: to, word: to, changedAt: clock.now() };
      if (to === 'released') customers.delete(account);
    },
    /** Every call of a method so far. */
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    /** What the next calls of a method come to; after them it does what was asked. */
    will(method: Scriptable, ...how: readonly Scripted[]): void {
      script[method].push(...how);
    },
    /** The customer completes an invitation (the first, unless said) under some account. */
    apply(account: string, { by = readings[0]?.handle, appliedAt = clock.now() as string | null } = {}): void {
      const position = readings.findIndex(({ handle }) => handle === by);
      const reading = readings[position];
      if (reading) readings[position] = { ...reading, state: 'submitted', account };
      applications.push({ account, name: null, registration: null, appliedAt, state: 'awaiting_decision', word: '1' });
    },
    /** The customer completes an invitation where nobody is asked to approve: its account is the partner's at once. */
    associate(account: string, { by = readings[0]?.handle } = {}): void {
      const position = readings.findIndex(({ handle }) => handle === by);
      const reading = readings[position];
      if (reading) readings[position] = { ...reading, state: 'associated', account };
      const appliedAt = clock.now();
      customers.set(account, customerOf(account, appliedAt));
      const registration = reading?.registration ?? null;
      applications.push({ account, name: null, registration, appliedAt, state: 'associated', word: null });
    },
    /** The application is gone: the customer took it back, or a colleague refused it in the console. */
    withdraw,
    link,
    /** What every try of an item comes to from now on, of one account or of all; without an answer, what the list says. */
    proves(item: ProofItem, said?: ProofSaid, account?: string): void {
      const name = account === undefined ? item : `${item}#${account}`;
      if (said) proofs.set(name, said);
      else proofs.delete(name);
    },
    /** Lets no try of an item be answered before this is settled. */
    proofsWaitFor: (settled: Promise<void>): void => void (state.proofs = settled),
    goDown: (): void => void (state.down = true),
    comeBack: (): void => void (state.down = false),
    /** Settles when a call never comes back. */
    hangs: () => new Promise<void>((resolve) => void (state.hang = resolve)),
  };
}

function nothing(method: string) {
  return async (): Promise<never> => {
    throw new Error(`${method} is not scripted: the workflow has no business calling it`);
  };
}

function failure(method: Scriptable, how: Exclude<Scripted, 'done' | 'never' | 'never_done'>): EffectFailure {
  const { stage } = effects[method];
  if (typeof how === 'object') return { kind: 'refused', code: how.refused, stage, raw };
  switch (how) {
    case 'lost':
    case 'lost_done':
      return { kind: 'unknown_outcome', because: 'no_answer', stage, raw: { code: null, message: 'no answer' } };
    case 'not_sent':
      return { kind: 'not_sent', stage, raw: { code: null, message: 'ECONNREFUSED' } };
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: 180, stage, raw };
    case 'refused':
      return { kind: 'refused', code: 'account_is_partner', stage, raw };
    case 'already_linked':
      return { kind: 'refused', code: 'account_already_linked', stage, raw };
    case 'out_of_step':
      return { kind: 'out_of_step', stage, raw };
    case 'customer_must_act':
      return { kind: 'customer_must_act', code: 'settle_balance', remedy: 'remedy.settle_balance', stage, raw };
    case 'must_verify':
      return { kind: 'customer_must_act', code: 'verify_identity', remedy: 'remedy.verify_identity', stage, raw };
  }
}

/** How the provider answers a try of an item. `no_right`: our key may not ask this any more. */
export type ProofSaid =
  | true
  | 'not_ours'
  | 'nothing_yet'
  | 'contradicted'
  | 'no_right'
  | 'throttled'
  | 'down'
  | 'key_refused';
type ProofAnswer = Awaited<ReturnType<ProviderPort['proveLink']>>;

function proof(said: true | 'not_ours' | 'nothing_yet' | 'contradicted'): Proof & Answered {
  const receipts = [{ action: 'Prove', requestId: 'theirs-2' }];
  return said === true
    ? { holds: true, words: { Word: 'yes' }, receipts }
    : { holds: false, because: said, words: { Code: 'UnauthorizedOperation.UinNoAuth' }, receipts };
}

function proofAnswer(said: ProofSaid): ProofAnswer {
  const stage = 'verification';
  switch (said) {
    case 'throttled':
      return err({ kind: 'throttled', retryAfterSeconds: 4, stage, raw: { code: null, message: 'our own rate' } });
    case 'down':
      return err({ kind: 'provider_down', stage, raw });
    case 'key_refused':
      return err({ kind: 'credentials', stage, raw });
    case 'no_right':
      return err({ kind: 'not_allowlisted', needs: 'key_permission', stage, raw });
    case true:
    case 'not_ours':
    case 'nothing_yet':
    case 'contradicted':
      return ok(proof(said));
  }
}

function customerOf(account: string, linkedAt: string): Customer {
  const known = { relation: 'resale', standing: 'active', identity: 'verified' } as const;
  return { account, name: null, linkedAt, ...known, creditLimit: null, creditAvailable: null, words: {} };
}
