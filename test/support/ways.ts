import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { edgesOf, readDefinition } from '../../statemachines/definition.ts';

type Way = { readonly outcome: string; readonly states: readonly string[] };

/**
 * That each way of a table is one through its definition, and that all together are the whole of it.
 * @param guards states besides that no record ever comes to as long as its tasks keep their word
 */
export function waysSuite(
  definition: string,
  ways: Readonly<Record<string, Way>>,
  outcomes: readonly string[],
  guards: readonly string[] = [],
): void {
  const read = readDefinition(readFileSync(new URL(`../../statemachines/${definition}`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.error.join('\n'));
  const { StartAt, States } = read.value;
  const nextOf = (name: string) => edgesOf(States[name] ?? { Type: 'Fail' }).map(({ to }) => to);
  const follows = (from: string, to: string) =>
    nextOf(from).includes(to) || (nextOf(from).includes('NextStep') && nextOf('NextStep').includes(to));

  test.each(Object.entries(ways))('%s is a way through the definition, to its end', (_, { states }) => {
    const steps = states.slice(1).map((to, index) => [states[index] ?? '', to] as const);
    expect(states[0]).toBe(StartAt);
    expect(steps.filter(([from, to]) => !follows(from, to))).toEqual([]);
    expect(States[states.at(-1) ?? '']?.Type).toBe('Succeed');
  });

  test('lead to every outcome, and through every state but those for records that are gone or taken over', () => {
    expect(new Set(Object.values(ways).map(({ outcome }) => outcome))).toEqual(new Set(outcomes));
    const met = new Set(Object.values(ways).flatMap(({ states }) => states));
    const others = ['NextStep', 'Superseded', 'Gone', 'UnknownStatus', ...guards];
    expect(Object.keys(States).filter((name) => !met.has(name))).toEqual(others);
  });
}
