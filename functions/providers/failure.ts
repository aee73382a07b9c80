import type { UnbindCondition } from './unbinding.ts';

/** Where in the life of a request a call belongs. */
export type Stage = 'validation' | 'submission' | 'approval' | 'propagation' | 'verification';

/** What came back, byte for byte; the transport's own code and text where the provider said nothing. */
export interface RawAnswer {
  readonly code: string | null;
  readonly message: string;
  readonly requestId?: string;
  readonly httpStatus?: number;
}

/** A final no. `account_already_linked` may mean to us (`readCustomer` tells); `input_invalid` is our own fault. */
export type RefusalCode =
  | 'account_unknown'
  | 'account_not_root'
  | 'account_already_linked'
  | 'account_is_key_account'
  | 'account_is_partner'
  | 'account_on_other_site'
  | 'country_not_covered'
  | 'invitation_lapsed'
  | 'invitation_unknown'
  | 'partner_at_capacity'
  | 'partner_barred'
  /** The partner has less credit left to allocate than was asked for. */
  | 'partner_credit_used_up'
  /** A change that would leave what the provider allows; taking back more than is there, for one. */
  | 'amount_out_of_range'
  | UnbindCondition
  | 'input_invalid'
  | 'other';
export type RemedyCode = 'leave_organization' | 'leave_savings_plan' | 'settle_balance' | 'verify_identity';

type Failed<K extends string, More = unknown> = Readonly<{ kind: K; stage: Stage; raw: RawAnswer } & More>;

type AnyFailure =
  /** No connection was made: nothing happened, the call may be made again. */
  | Failed<'not_sent'>
  /** Turned away before it was carried out, by rate or by the pause between mails: may be made again after that. */
  | Failed<'throttled', { retryAfterSeconds: number }>
  | Failed<'refused', { code: RefusalCode }>
  /** Key, signature or clock. The adapter has refetched the secret once; further tries may lock the key (Huawei). */
  | Failed<'credentials'>
  /** Not switched on for the partner account (by its channel manager) or for our key (by its administrator). */
  | Failed<'not_allowlisted', { needs: 'partner_allowlist' | 'key_permission' | 'unknown' }>;

export type ReadFailure =
  | AnyFailure
  /** No answer, a server fault, or "busy". */
  | Failed<'provider_down'>
  /** An answer without the documented shape. */
  | Failed<'malformed_answer'>;

/** Of these only `unknown_outcome` may have changed anything at the provider. */
export type EffectFailure =
  | AnyFailure
  /** The call may have left, and nothing readable says what it did. */
  | Failed<'unknown_outcome', { because: 'no_answer' | 'server_fault' | 'unreadable_answer' }>
  /** The customer must mend its own account; then the call may be made again. `remedy` is a text key. */
  | Failed<'customer_must_act', { code: RemedyCode; remedy: string }>
  /** The account is no customer of this partner. */
  | Failed<'not_ours'>
  /** What we act on is gone or decided already: read again. */
  | Failed<'out_of_step'>;
