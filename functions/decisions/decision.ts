import * as z from 'zod';
import { Instant, secondsBetween } from '../kernel/clock.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import { type Fields, isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import { consentNames } from './consent-wordings.ts';

/**
 * Who is waited for, and for what. `second_person`: a colleague's agreement. `customer`: the yes or no of our page.
 * `application`: what the provider shows. `review`: a person's word on something that nobody here started. `remedy`:
 * somebody's word that what stood in the way is mended. `invitation`: an operator's word on the invitation that it makes in
 * the provider's console. `audit`: what the provider's own examination comes to. Of an unbind besides: `submission`, `withdrawal`: what an operator
 * does at the provider; `distributor`: its review; `confirmation`, `card`: what the customer does there; `initiator`: that
 * the initiator has taken it up; `completion`: the provider's last word.
 */
export const decisionKinds = [
  'second_person',
  'customer',
  'application',
  'review',
  'remedy',
  'invitation',
  'audit',
  'submission',
  'distributor',
  'confirmation',
  'initiator',
  'card',
  'completion',
  'withdrawal',
] as const;
export const DecisionKind = z.enum(decisionKinds);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** Names one question: the record that waits, the kind of answer, and the round (coming back asks anew). */
export const DecisionRef = z.object({
  org: z.string(),
  subject: z.string(),
  kind: DecisionKind,
  round: z.int().positive(),
});
export type DecisionRef = z.infer<typeof DecisionRef>;

/** `closed` is a question withdrawn by us. All but `open` are final. */
export const DecisionStatus = z.enum(['open', 'decided', 'expired', 'closed']);

/** What the people who decide are shown and asked. Company names may stand here; persons may not. */
export const Question = z.object({
  /** Organisation that asks. */
  asks: z.string(),
  site: z.string(),
  partnerId: z.string(),
  customerName: z.string(),
  /**
   * The account identifier that the customer must type to say yes; compared, never shown. Absent where it is not known
   * yet: then what the customer types is a claim, or nothing.
   */
  accountId: z.string().optional(),
  /** What the reseller may do on the account after a yes. */
  access: z.enum(['read_only', 'manage']).optional(),
  /** Present where the account is linked already, and the yes is to something more. */
  changes: z.literal(true).optional(),
  /** Who gets the provider's bill once linked, where that was written down; the reseller unless said. */
  payer: z.enum(['reseller', 'customer']).optional(),
  /** Present where the question is about parting. */
  unbinds: z
    .object({
      /** Whether the customer will need a card of its own at the provider. */
      cardNeeded: z.boolean(),
      /** Present where the provider has no such step, so that nothing is to be said of it. */
      noCardStep: z.literal(true).optional(),
      /** Where the distributor is asked: its own reseller, to whom the customer belongs. */
      secondLevel: z.string().optional(),
    })
    .optional(),
});
export type Question = z.infer<typeof Question>;

/** The text that a customer said yes to, by name and version, and the hash of the very lines that it was shown. */
export const Agreed = z.object({
  name: z.enum(consentNames),
  version: z.int().positive(),
  language: z.enum(['en', 'zh-CN']),
  sha256: z.string(),
});
export type Agreed = z.infer<typeof Agreed>;

export const Decision = DecisionRef.extend({
  question: Question.optional(),
  status: DecisionStatus,
  openedAt: Instant,
  expiresAt: Instant,
  /** Wrong account identifiers typed so far; five lock the page. */
  attempts: z.int().nonnegative(),
  verdict: z.string().optional(),
  /** What came with the verdict: references and words, no personal data. */
  answer: z.record(z.string(), z.unknown()).optional(),
  /** With the customer's yes: to what. */
  agreed: Agreed.optional(),
  decidedAt: Instant.optional(),
  /** When the waiting record has taken the answer in. */
  consumedAt: Instant.optional(),
  /** One-time links that went to an earlier contact are void: those of a lower generation than this. */
  linksFrom: z.int().positive().optional(),
});
export type Decision = z.infer<typeof Decision>;

export const decisionShape = storedShape({
  name: 'decision',
  version: 6,
  schema: Decision,
  // `linksFrom` came with version 2; until then the contact of a question stayed the same. What was agreed to came with 3,
  // the questions of an unbind with 4, that a site asks for no card with 6.
  upcasts: { 1: (old) => old, 2: (old) => old, 3: (old) => old, 4: (old) => old, 5: (old) => old },
});

export const MAX_ATTEMPTS = 5;

export function decisionKey({ org, subject, kind, round }: DecisionRef): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `DECISION#${kind}#${String(round).padStart(4, '0')}` };
}

/** The name of a decision in due items and events. */
export function decisionName({ subject, kind, round }: DecisionRef): string {
  return `${subject}#${kind}#${round}`;
}

export function parseDecisionName(org: string, name: string): DecisionRef | undefined {
  const [subject, kind, round] = name.split('#');
  const parsed = DecisionRef.safeParse({ org, subject, kind, round: Number(round) });
  return parsed.success ? parsed.data : undefined;
}

/** Opens a question together with the due item that expires it. Belongs in the transaction of the move into the wait. */
export function openDecision(
  ref: DecisionRef,
  at: Instant,
  expiresAt: Instant,
  question?: Question,
): readonly WriteIntent[] {
  const decision: Decision = {
    ...ref,
    status: 'open',
    openedAt: at,
    expiresAt,
    attempts: 0,
    ...(question && { question }),
  };
  return [
    {
      op: 'put',
      table: 'desk',
      key: decisionKey(ref),
      fields: toStored(decisionShape, decision),
      expect: isNew,
      refusal: 'exists',
    },
    due({ kind: 'decision.expire', org: ref.org, id: decisionName(ref), at: expiresAt }),
  ];
}

/**
 * Records an answer: only while the question is open and its time is not over. The first one wins.
 * @param agreed with the customer's yes, the text that it was shown
 */
export function decide(
  ref: DecisionRef,
  at: Instant,
  verdict: string,
  answer: Fields = {},
  agreed?: Agreed,
): readonly WriteIntent[] {
  const set = { status: 'decided', verdict, answer, decidedAt: at, ...(agreed && { agreed }) };
  return [
    {
      op: 'update',
      table: 'desk',
      key: decisionKey(ref),
      set,
      expect: [{ status: { eq: 'open' }, expiresAt: { gt: at } }],
      refusal: 'decided',
    },
    deliverSoon(ref, at),
  ];
}

/** Records that nobody answered in time; refused while there is still time. */
export function expire(ref: DecisionRef, at: Instant): readonly WriteIntent[] {
  const set = { status: 'expired', decidedAt: at };
  return [
    {
      op: 'update',
      table: 'desk',
      key: decisionKey(ref),
      set,
      expect: [{ status: { eq: 'open' }, expiresAt: { lte: at } }],
      refusal: 'decided',
    },
    deliverSoon(ref, at),
  ];
}

/** Withdraws a question. Refused when it has been answered; the caller then reads that answer. */
export function close(ref: DecisionRef, at: Instant): readonly WriteIntent[] {
  const set = { status: 'closed', decidedAt: at };
  return [
    {
      op: 'update',
      table: 'desk',
      key: decisionKey(ref),
      set,
      expect: [{ status: { eq: 'open' } }],
      refusal: 'decided',
    },
    deliverSoon(ref, at),
  ];
}

/** Marks an answer as taken in. Belongs in the transaction of the move that the answer causes, so it is taken in once. */
export function consume(ref: DecisionRef, at: Instant): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: decisionKey(ref),
    set: { consumedAt: at },
    expect: [{ status: { ne: 'open' }, consumedAt: { absent: true } }],
    refusal: 'decided',
  };
}

/** Makes the one-time links void that went to an earlier contact; only while the question is open. */
export function voidLinks(ref: DecisionRef, linksFrom: number): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: decisionKey(ref),
    set: { linksFrom },
    expect: [{ status: { eq: 'open' } }],
    refusal: 'decided',
  };
}

/** Counts a wrong identifier; the fifth is the last one that is listened to. */
export function countAttempt(decision: Decision): WriteIntent {
  const expect = [{ status: { eq: 'open' }, attempts: { eq: decision.attempts } }];
  return {
    op: 'update',
    table: 'desk',
    key: decisionKey(decision),
    set: { attempts: decision.attempts + 1 },
    expect,
    refusal: 'decided',
  };
}

/** Whoever records an answer also delivers it; this is for the case that they die in between. */
function deliverSoon(ref: DecisionRef, at: Instant): WriteIntent {
  return due({ kind: 'decision.deliver', org: ref.org, id: decisionName(ref), at });
}

/** Seconds that a state may wait for this question; at least 1, since a machine can not wait for less. */
export function waitSeconds(now: Instant, expiresAt: Instant): number {
  return Math.max(1, secondsBetween(now, expiresAt));
}
