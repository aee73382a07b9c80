import type { Instant } from '../kernel/clock.ts';
import type { Money } from '../kernel/money.ts';
import type { Page } from '../kernel/paging.ts';
import type { Result } from '../kernel/result.ts';
import type { EffectFailure, ReadFailure, Stage } from './failure.ts';
import type { RebateCapabilities, RebateFiles, RebateRow } from './rebates.ts';
import type { Site } from './registry.ts';
import type { BillQuestion, BillReading, CreditAllocation, CreditOrder } from './spending.ts';
import type { UnbindCapabilities, UnbindReading } from './unbinding.ts';

export { type Site, sites } from './registry.ts';

/**
 * The provider port: what the desk may ask of a cloud's partner API, in neutral terms. Each method at each site, with
 * the provider's documents: docs/adr/0003-provider-port.md. Identifiers are opaque canonical strings, digits included:
 * some exceed 2^53. A provider's bare date becomes the start of that day in the provider's zone.
 */
/** Names a partner account. Its credentials are looked up inside the adapter's factory; callers never hold them. */
export interface PartnerAccountRef {
  readonly org: string;
  readonly account: string;
  readonly site: Site;
  readonly environment: 'production' | 'sandbox';
  /** The second-level reseller for whom a distributor calls (Huawei: `indirect_partner_id`). */
  readonly onBehalfOf?: string;
}

/** ISO 8601, such as `P30D`. */
export type Duration = string;

/** The provider's answers behind every value; `requestId` is null where an answer carries none. */
export type Answered = { readonly receipts: readonly { readonly action: string; readonly requestId: string | null }[] };

/**
 * `total` is null where the site states none that can be relied on. A list is complete when read to the end and, where
 * `total` is stated, as many distinct items were seen. Only a complete list counts towards somebody's absence.
 */
export type ProviderPage<T> = Page<T> & { readonly total: number | null };

export type Tier = 'reseller' | 'distributor' | 'second_level_reseller';
export type IdentifierKind = 'account_id' | 'account_name' | 'email' | 'mobile';

export interface PartnerAccountReading {
  readonly tier: Tier | 'unknown';
  /** ISO 3166-1 alpha-2 codes that the partner's contract covers; null where the site does not tell. */
  readonly countries: readonly string[] | null;
}

export interface CustomerRegistration {
  readonly legalName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** What only this site asks, as declared in its `fields` and checked against them before. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What a customer may spend; the site's `terms` name the call that carries it. The limit is absolute. */
export interface SpendingTerms {
  readonly limit: Money;
  readonly whenUsedUp: 'stop' | 'stop_later' | 'keep_running';
  readonly newPurchases: 'allowed' | 'barred';
}

export interface InvitationRequest {
  readonly email: string;
  readonly legalName: string;
  /** From `registerCustomer`; null where the site has no such step. */
  readonly registration: string | null;
  /** Null unless the site's `terms.at` is `invite`. */
  readonly terms: SpendingTerms | null;
}

/** Whoever holds `handle` or `link` can start binding: both are secrets. No site can withdraw an invitation. */
export interface Invitation {
  /** For `readInvitations`; null when the answer held none, so that only `listApplications` will tell. */
  readonly handle: string | null;
  readonly link: string | null;
  readonly validFor: Duration;
}

/** What sending again came to; `validFor` is null where that leaves the invitation's term as it was. */
export type Resent = Omit<Invitation, 'validFor'> & { readonly validFor: Duration | null };

export interface InvitationReading {
  readonly handle: string;
  /** `submitted` is not yet bound; `unknown` is a word that the documents lack or contradict: decide nothing by it. */
  readonly state: 'unopened' | 'opened' | 'submitted' | 'associated' | 'unknown';
  /** The provider's own word, byte for byte; null where it no longer knows the handle. */
  readonly word: string | null;
  /** Null where absent or masked: a masked address identifies nobody. */
  readonly email: string | null;
  readonly createdAt: Instant | null;
  /** Learned here at sites that know no account before acceptance. */
  readonly account: string | null;
  readonly registration: string | null;
}

export interface Application {
  readonly account: string;
  readonly name: string | null;
  readonly registration: string | null;
  readonly appliedAt: Instant | null;
  /** `associated` at once where the site has no approval; `awaiting_provider` is the provider's own audit. */
  readonly state: 'awaiting_decision' | 'awaiting_provider' | 'associated' | 'unknown';
  readonly word: string | null;
}

export interface ApplicationDecision {
  readonly account: string;
  readonly verdict: 'accept' | 'reject';
  readonly reason: string;
}

export type DecisionTaken = { readonly state: 'accepted' | 'rejected' | 'awaiting_provider' };

/** `unknown` and null mean that the site does not tell; never read as good news. */
export interface Customer {
  readonly account: string;
  readonly name: string | null;
  readonly linkedAt: Instant | null;
  readonly relation: 'resale' | 'referral' | 'unknown';
  readonly standing: 'active' | 'frozen' | 'arrears' | 'unknown';
  readonly identity: 'verified' | 'pending' | 'failed' | 'unverified' | 'unknown';
  readonly creditLimit: Money | null;
  readonly creditAvailable: Money | null;
  /** What becomes of running services once the credit is used up; absent where the site does not tell. */
  readonly whenUsedUp?: SpendingTerms['whenUsedUp'] | 'unknown';
  /** The provider's own words behind these, by its field name, byte for byte. */
  readonly words: Readonly<Record<string, string>>;
}

/** What has to hold before a link is called effective. */
export const proofItems = ['status', 'visibility', 'service', 'billing', 'delegated_action', 'audit_trace'] as const;
export type ProofItem = (typeof proofItems)[number];

/**
 * What a read proved. An answer that contradicts the link is no failure but does not hold: `not_ours` where the provider
 * says that the account is not this partner's, `nothing_yet` where it has nothing to tell so far (no bill), else
 * `contradicted`. Whether it is too early, the caller says. Words hold no personal data.
 */
export type Proof = { readonly words: Readonly<Record<string, string>> } & (
  | { readonly holds: true }
  | { readonly holds: false; readonly because: 'not_ours' | 'nothing_yet' | 'contradicted' }
);

/** What exactly is to be proved, where the item leaves a choice. */
export type ProofAim = {
  /** The bill of the settlement period in which this instant falls; of the current one unless given. */
  readonly billOf?: Instant;
  /** Services that must be within reach; any, when none is named. */
  readonly services?: readonly string[];
};

export type SecondLevel = { readonly account: string; readonly name: string | null };

type Read<T> = Promise<Result<T & Answered, ReadFailure>>;
type Effect<T = unknown> = Promise<Result<T & Answered, EffectFailure>>;

/** Changes nothing at the provider and may be repeated within the rate: all that verification is given. */
export interface ProviderReads {
  /** Which tier the key speaks for and which countries it covers; also shows that the key still works. */
  readPartnerAccount(ref: PartnerAccountRef): Read<PartnerAccountReading>;
  /** `taken` proves that an account exists: not whose it is, nor that it may be linked. */
  checkIdentifier(ref: PartnerAccountRef, kind: IdentifierKind, value: string): Read<{ readonly taken: boolean }>;
  /** At most 100 handles, all answered on one page. */
  readInvitations(ref: PartnerAccountRef, handles: readonly string[]): Read<ProviderPage<InvitationReading>>;
  /** Invitations that nobody has completed: finds the handle of one whose sending got no answer. */
  listInvitations(ref: PartnerAccountRef, cursor?: string): Read<ProviderPage<InvitationReading>>;
  /** Who applied or was associated since then; older rows come too where the site has no such filter. */
  listApplications(ref: PartnerAccountRef, since: Instant, cursor?: string): Read<ProviderPage<Application>>;
  /** Null is the provider's answer "not yours", so not a failure; alone it proves no unbinding. */
  readCustomer(ref: PartnerAccountRef, account: string): Read<{ readonly customer: Customer | null }>;
  listCustomers(ref: PartnerAccountRef, cursor?: string): Read<ProviderPage<Customer>>;
  /** Tries one item of the verification list by a real read on the customer's account. */
  proveLink(ref: PartnerAccountRef, account: string, item: ProofItem, aim?: ProofAim): Read<Proof>;
  /** What a customer used in a settlement period, or what of it is unpaid; a period that runs is summed so far. */
  readBill(ref: PartnerAccountRef, account: string, of: BillQuestion): Read<{ readonly bill: BillReading }>;
  /** The second-level reseller through whom a distributor has the customer; null for a direct one or a stranger. */
  readOwner(ref: PartnerAccountRef, account: string): Read<{ readonly secondLevel: SecondLevel | null }>;
  /** Newest first. Tells, by the mark, what an `allocateCredit` without an answer did. */
  listCreditAllocations(ref: PartnerAccountRef, account: string, cursor?: string): Read<ProviderPage<CreditAllocation>>;
  /** Null where the provider has no record of an unbinding of the account: it tells nothing about the link. */
  readUnbind(ref: PartnerAccountRef, account: string): Read<{ readonly unbind: UnbindReading | null }>;
  /** Every unbinding that the provider shows the partner, by whomever it was started. */
  listUnbinds(ref: PartnerAccountRef, cursor?: string): Read<ProviderPage<UnbindReading>>;
  /** The files of a settlement period, `YYYY-MM`. Asking may be what makes the provider make them. */
  readRebateFiles(ref: PartnerAccountRef, period: string): Read<RebateFiles>;
  /** A settlement period's rebates, row by row, where the site has a list instead of files. */
  listRebates(ref: PartnerAccountRef, period: string, cursor?: string): Read<ProviderPage<RebateRow>>;
}

/** Each method makes at most one call that changes something, so that one ledger entry tells the whole outcome. */
export interface ProviderEffects {
  /** Enters the customer in the provider's partner register; `registration` is what `invite` needs. */
  registerCustomer(ref: PartnerAccountRef, of: CustomerRegistration): Effect<{ readonly registration: string }>;
  invite(ref: PartnerAccountRef, invitation: InvitationRequest): Effect<Invitation>;
  /** May answer with a new handle; the old one stays valid for all we know. */
  resendInvitation(ref: PartnerAccountRef, sent: InvitationRequest & { handle: string }): Effect<Resent>;
  /** Names the application by account alone, as the providers do. */
  decideApplication(ref: PartnerAccountRef, decision: ApplicationDecision): Effect<DecisionTaken>;
  /** What a new link needs before it is of use. */
  prepareAccount(ref: PartnerAccountRef, asked: { account: string; terms: SpendingTerms }): Effect;
  /** Adds to a customer's credit; what it came to is told where the answer says so. */
  allocateCredit(
    ref: PartnerAccountRef,
    order: CreditOrder,
  ): Effect<{ readonly limitAfter: Money | null; readonly availableAfter: Money | null }>;
  /** Lifts the freeze that a partner set; one for arrears ends by settling them. */
  unfreeze(ref: PartnerAccountRef, asked: { readonly account: string }): Effect;
  /** Submits the unbinding. The provider checks its conditions first: `refused` by an `UnbindCondition` changed nothing. */
  submitUnbind(
    ref: PartnerAccountRef,
    asked: { readonly account: string },
  ): Effect<{ readonly reference: string; readonly verdict: 'accepted' }>;
}

/** Calling a method whose mode at the site is neither `api` nor `indirect` is a broken invariant and throws. */
export interface ProviderPort extends ProviderReads, ProviderEffects {}
export type PortMethod = keyof ProviderPort;

/** `repeatable`: a second call leaves the provider as one does. `once`: after an unknown outcome, only a person may. */
export type EffectClass = 'read' | 'repeatable' | 'once';
type Effects = Record<keyof ProviderReads, { effect: 'read'; stage: Stage }> &
  Record<
    keyof ProviderEffects,
    { effect: Exclude<EffectClass, 'read'>; stage: Stage; readBack: readonly (keyof ProviderReads)[] }
  >;

/** Per method: its class at every site, its stage, and the reads that tell, in this order, what an unknown call did. */
export const effects = {
  readPartnerAccount: { effect: 'read', stage: 'validation' },
  checkIdentifier: { effect: 'read', stage: 'validation' },
  readInvitations: { effect: 'read', stage: 'approval' },
  listInvitations: { effect: 'read', stage: 'submission' },
  listApplications: { effect: 'read', stage: 'approval' },
  readCustomer: { effect: 'read', stage: 'verification' },
  listCustomers: { effect: 'read', stage: 'verification' },
  proveLink: { effect: 'read', stage: 'verification' },
  readBill: { effect: 'read', stage: 'verification' },
  readOwner: { effect: 'read', stage: 'validation' },
  listCreditAllocations: { effect: 'read', stage: 'validation' },
  readUnbind: { effect: 'read', stage: 'approval' },
  listUnbinds: { effect: 'read', stage: 'approval' },
  readRebateFiles: { effect: 'read', stage: 'verification' },
  listRebates: { effect: 'read', stage: 'verification' },
  registerCustomer: { effect: 'once', stage: 'submission', readBack: [] },
  invite: { effect: 'once', stage: 'submission', readBack: ['listInvitations', 'listApplications'] },
  resendInvitation: { effect: 'once', stage: 'submission', readBack: [] },
  decideApplication: { effect: 'once', stage: 'approval', readBack: ['readCustomer', 'listApplications'] },
  prepareAccount: { effect: 'repeatable', stage: 'propagation', readBack: ['readCustomer'] },
  allocateCredit: { effect: 'once', stage: 'validation', readBack: ['listCreditAllocations'] },
  unfreeze: { effect: 'repeatable', stage: 'validation', readBack: ['readCustomer'] },
  submitUnbind: { effect: 'once', stage: 'submission', readBack: ['readUnbind'] },
} as const satisfies Effects;

/** `indirect`: learned from another signal, by polling. `operator`: a run sheet. `none`: the site has no such step. */
export type Mode = 'api' | 'indirect' | 'operator' | 'none';

/** One method, or one item of proof, at one site. `actions` are the provider's own names, `document` its public one. */
export interface CapabilityRow {
  readonly mode: Mode;
  readonly actor: 'desk' | 'operator' | 'customer' | 'provider';
  readonly actions: readonly string[];
  readonly document: string;
  /** Switched on per partner account by the provider; until it is, the mode is `operator`. */
  readonly needsAllowlist: boolean;
  /** Who may call it; for another tier the mode is `operator`. */
  readonly tiers: readonly Tier[];
  readonly note: string;
}

/** What a value must look like. `pattern` is anchored regular-expression source, `message` a text key. */
export interface InputFormat {
  readonly pattern: string;
  readonly example: string;
  readonly message: string;
}

/** Something to have at hand before asking for a link. `types` is when it is needed; `mandatory` ones are ticked. */
export interface Prerequisite {
  readonly key: string;
  readonly text: string;
  readonly types: readonly RelationshipType[];
  readonly mandatory: boolean;
}

/** `utcOffsetHours`: where its months begin and end. `closesAfter`: from a month's end until its bill is made. */
export type Settlement = { readonly utcOffsetHours: number; readonly closesAfter: Duration };

/** What a site can do. Workflows ask this table, never the provider's name. Null is "not documented" or "no such". */
export interface SiteCapabilities {
  /** Whose API it is; stage `local` names its simulator so. Sites of one provider may share one. */
  readonly provider: string;
  /** The folder beside this file whose `adapter.ts` makes the site's calls; null where people do everything. */
  readonly adapter: string | null;
  readonly methods: Readonly<Record<PortMethod, CapabilityRow>>;
  readonly proofs: Readonly<Record<ProofItem, CapabilityRow & { readonly delay: Duration | null }>>;
  /** Formats of the identifiers that exist at the site, and those that a request must name before acceptance. */
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, InputFormat>>>;
  readonly askedBefore: readonly IdentifierKind[];
  /** What to gather before a request, in the order in which it is needed (R006). */
  readonly prerequisites: readonly Prerequisite[];
  /** Fields that only this site asks for, by the provider's own name. */
  readonly fields: Readonly<Record<string, InputFormat>>;
  readonly invitationValidity: Duration | null;
  /** The provider's settlement periods, which are calendar months; null where its documents do not say. */
  readonly settlement: Settlement | null;
  /** From the provider's yes to the customer's being listed. */
  readonly propagation: Duration | null;
  readonly approval: 'reseller' | 'reseller_then_provider' | 'none';
  /**
   * The call that carries the customer's spending terms, the currency in which the site bills (ISO 4217), and how many
   * characters a limit may have as text.
   */
  readonly terms: {
    readonly at: 'invite' | 'prepareAccount';
    readonly currency: string;
    readonly longestLimit: number;
  } | null;
  /** `attested` is agreed on paper and shown as such; `refused` is never offered. */
  readonly scopes: Readonly<Record<RelationshipType, 'settable' | 'attested' | 'refused'>>;
  readonly unbind: UnbindCapabilities;
  readonly rebates: RebateCapabilities;
}
export type RelationshipType = 'billing' | 'provisioning' | 'management' | 'delegation';
