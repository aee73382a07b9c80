import type { Decision, DecisionKind, DecisionRef, Question } from '../decisions/decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Fields, Item, WriteIntent } from '../kernel/write.ts';
import type { DueKind } from '../platform/due.ts';
import type { Tables } from '../platform/tables.ts';
import type { Actor, Followed } from '../timeline/index.ts';

/** What every step of a sequence stands on. */
export type SequenceDeps = { readonly tables: Tables; readonly clock: Clock; readonly newId: NewId };
type Clock = { now(): Instant };

/** Who is waited for, for what, since when and until when. */
export type Waiting = {
  readonly kind: DecisionKind;
  readonly round: number;
  readonly party: string;
  readonly for: string;
  readonly since: Instant;
  readonly until: Instant;
  readonly escalatedAt?: Instant | undefined;
};

/** A record that a state machine takes on step by step, as far as the steps of every machine are alike. */
export type Sequenced = Followed & {
  readonly status: string;
  readonly createdAt: Instant;
  /** The execution that may change this record; all others are superseded. */
  readonly execution: string;
  readonly attempt: number;
  /** When this attempt was asked for; until it has had time to start, nothing that is found is held against it. */
  readonly attemptSince: Instant;
  /** The attempt whose machine was last seen at work. */
  readonly attemptSeen: number;
  readonly owner: string;
  readonly rounds: Readonly<Record<string, number>>;
  readonly waitingOn?: Waiting | undefined;
  /** Milliseconds that each party has had it, up to `spentUntil`; they add up to the record's age (B14). */
  readonly spent: Readonly<Record<string, number>>;
  readonly spentUntil: Instant;
};

/** What a kind of record tells the steps about itself. */
export type Sequence<R extends Sequenced> = {
  /** Begins the types of its timeline entries: `link_request`. */
  readonly name: string;
  /** Where it can go from each status. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
  /** Whether it has ended. Some kinds of record can be taken up again after that, so the moves do not tell. */
  readonly isEnd: (status: string) => boolean;
  /** Due work that looks whether its machine lives. */
  readonly watch: DueKind;
  readonly read: (item: Item) => R;
  /** Told with every move. */
  readonly told: (record: R) => Fields;
  /** Absent where records of this kind wait for nobody. */
  readonly waits?: Waits<R>;
  /** What is let go when it ends like this. */
  readonly atEnd: (record: R, to: R['status']) => readonly WriteIntent[];
  /** How it ends when its machine has died too often. */
  readonly machineDied: (record: R) => Pick<Transition<R>, 'to' | 'set' | 'data'>;
};

/** How a kind of record waits for people and providers. */
export type Waits<R extends Sequenced> = {
  /** Due work that hands over what waits too long. */
  readonly escalate: DueKind;
  /** Keys of the indexes in which it stands. */
  readonly listKeys: (record: R) => Fields;
  /** Seconds after which a wait is escalated, and before its end when whoever it is for is reminded. */
  readonly escalateAfter: (record: R) => number;
  readonly remindBefore: (record: R, kind: DecisionKind) => readonly number[];
};

/** A question that the record starts to wait for with this move. */
export type Wait<R extends Sequenced> = Pick<NonNullable<R['waitingOn']>, 'kind' | 'party' | 'for'> & {
  readonly seconds: number;
  readonly question?: Question;
};

export type Transition<R extends Sequenced> = {
  readonly to: R['status'];
  readonly actor: Actor;
  readonly at: Instant;
  readonly set?: Partial<R>;
  /** What is no longer so. */
  readonly drop?: readonly (keyof R & string)[];
  readonly wait?: Wait<R>;
  /** What the move is called on the timeline where the new status does not say it. */
  readonly as?: string;
  /** Told on the timeline besides the status. */
  readonly data?: Fields;
};

/** The writes of a move, and the record as it stands after them. */
export type Moved<R extends Sequenced> = { readonly intents: readonly WriteIntent[]; readonly record: R };

/** A step's move, with writes of other slices that belong to it; null leaves the record as it is. */
export type Step<R extends Sequenced> = (Moved<R> & { readonly also?: readonly WriteIntent[] }) | null;

/** A record with the question that it waits for. Whoever ends a wait reads both: an answer may just have come in. */
export type Asked<R extends Sequenced> = { readonly record: R; readonly decision: Decision | undefined };

/** The name of the execution that an attempt runs as. A closed name is refused for 90 days, so each attempt has its own. */
export function executionName(id: string, attempt: number): string {
  return `${id}-${attempt}`;
}

/** Where a new record's machine begins. */
export function firstAttempt(id: string, at: Instant) {
  return {
    execution: executionName(id, 1),
    attempt: 1,
    attemptSince: at,
    attemptSeen: 0,
    rounds: {},
    spent: {},
    spentUntil: at,
  };
}

/** Which question the record waits for. */
export function waitingRef({
  org,
  id,
  waitingOn,
}: Pick<Sequenced, 'org' | 'id' | 'waitingOn'>): DecisionRef | undefined {
  return waitingOn && { org, subject: id, kind: waitingOn.kind, round: waitingOn.round };
}
