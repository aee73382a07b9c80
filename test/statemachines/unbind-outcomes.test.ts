import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unbindOutcomes } from '../../functions/unbinds/status.ts';
import { edgesOf, readDefinition } from '../../statemachines/definition.ts';
import { type UnbindWay, unbindWays } from '../../statemachines/unbind-outcomes.ts';

const ways: readonly UnbindWay[] = Object.values(unbindWays);

const setup = () => {
  const read = readDefinition(readFileSync(new URL('../../statemachines/unbind.asl.json', import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.error.join('\n'));
  const { StartAt, States } = read.value;
  const nextOf = (name: string) => edgesOf(States[name] ?? { Type: 'Fail' }).map(({ to }) => to);
  const follows = (from: string, to: string) =>
    nextOf(from).includes(to) || (nextOf(from).includes('NextStep') && nextOf('NextStep').includes(to));
  return { StartAt, States, follows };
};

describe('the ways that unbinds end on', () => {
  test.each(Object.entries(unbindWays))('%s is a way through the definition, to its end', (_, { states }) => {
    const { StartAt, States, follows } = setup();
    const steps = states.slice(1).map((to, index) => [states[index] ?? '', to] as const);
    expect(states[0]).toBe(StartAt);
    expect(steps.filter(([from, to]) => !follows(from, to))).toEqual([]);
    expect(States[states.at(-1) ?? '']?.Type).toBe('Succeed');
  });

  test('lead to every outcome, and through every state but those for unbinds that are gone or taken over', () => {
    const { States } = setup();
    expect(new Set(ways.map(({ outcome }) => outcome))).toEqual(new Set(unbindOutcomes));
    const met = new Set(ways.flatMap(({ states }) => states));
    expect(Object.keys(States).filter((name) => !met.has(name))).toEqual([
      'NextStep',
      'Superseded',
      'Gone',
      'UnknownStatus',
    ]);
  });

  test('R095: complete only by a state of their own, just before they end as completed', () => {
    for (const { outcome, states } of ways)
      expect(states.slice(-2).join()).toMatch(outcome === 'completed' ? /^Complete,Completed$/ : /^(?!Complete,)/);
  });
});
