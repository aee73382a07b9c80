import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act, type Course, observe } from '../../../functions/unbinds/course.ts';
import { type Event, ledger, type Rule, rules, type Step, sequences, starts } from '../../support/unbind-sequences.ts';

function run(start: Course, events: readonly Event[], check: (step: Step) => void) {
  const { known, note } = ledger(start);
  events.reduce((before, event) => {
    const moved = 'move' in event ? act(before, event.move) : undefined;
    const after = 'seen' in event ? observe(before, event.seen) : moved?.ok ? moved.value : before;
    note(event, moved?.ok ?? false);
    check({ before, event, after, known });
    return after;
  }, start);
}
/** Tries a rule at each step of ten thousand sequences. @returns the smallest that breaks it */
function broken(rule: Rule): string | undefined {
  const keeps = (start: Course, events: readonly Event[]) => {
    let kept = true;
    run(start, events, (step) => {
      kept &&= rule(step);
    });
    return kept;
  };
  const found = fc.check(fc.property(starts, sequences, keeps), { numRuns: 10_000 });
  return found.failed ? fc.defaultReportMessage(found) : undefined;
}

test.each(Object.entries(rules))(
  'the course of an unbind: %s',
  (_, rule) => expect(broken(rule)).toBeUndefined(),
  60_000,
);
