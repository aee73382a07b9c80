import * as z from 'zod';
import type { Case } from './case.ts';

/** What a check finds on the facts of a case. `unknown`: the desk can't tell, so somebody has to look. */
export type Look = { readonly result: 'ok' | 'wrong' | 'unknown'; readonly because: string };

export type PlaybookCheck = {
  readonly key: string;
  /** What is looked at. */
  readonly says: string;
  readonly look: (of: Case) => Look;
};

/** Something that may be behind the trouble; wrong when one of its checks is. */
export type Cause = {
  readonly key: string;
  readonly says: string;
  readonly checks: readonly PlaybookCheck[];
  readonly next: (of: Case) => string;
};

/** What to look at when a link does not come about or does not work as agreed. */
export type Playbook = {
  readonly key: string;
  readonly title: string;
  readonly fits: (of: Case) => boolean;
  readonly causes: readonly Cause[];
  /** What to do, with the facts of the case filled in. */
  readonly steps: (of: Case) => readonly string[];
};

const CheckView = z.strictObject({
  key: z.string(),
  says: z.string().describe('what is looked at'),
  result: z.enum(['ok', 'wrong', 'unknown']).describe('unknown: the desk can not tell; somebody has to look'),
  because: z.string(),
});
const CauseView = z.strictObject({
  key: z.string(),
  says: z.string(),
  verdict: z.enum(['found', 'ruled_out', 'open']).describe('found: the facts of this case show it'),
  checks: z.array(CheckView),
  next: z.string().describe('what to do when this is it'),
});

/** A playbook on the facts of one case; what was found comes first. */
export const PlaybookView = z.strictObject({
  key: z.string(),
  title: z.string(),
  causes: z.array(CauseView),
  steps: z.array(z.string()),
});
export type PlaybookView = z.infer<typeof PlaybookView>;

const order = ['found', 'open', 'ruled_out'] as const;

export function evaluated({ key, title, causes, steps }: Playbook, of: Case): PlaybookView {
  const looked = causes.map((cause) => {
    const checks = cause.checks.map(({ key: name, says, look }) => ({ key: name, says, ...look(of) }));
    return { key: cause.key, says: cause.says, verdict: verdictOf(checks), checks, next: cause.next(of) };
  });
  const sorted = looked.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return { key, title, causes: sorted, steps: [...steps(of)] };
}

function verdictOf(checks: readonly Look[]): (typeof order)[number] {
  if (checks.some(({ result }) => result === 'wrong')) return 'found';
  return checks.every(({ result }) => result === 'ok') ? 'ruled_out' : 'open';
}

export const fine = (because: string): Look => ({ result: 'ok', because });
export const wrong = (because: string): Look => ({ result: 'wrong', because });
export const unknown = (because: string): Look => ({ result: 'unknown', because });
