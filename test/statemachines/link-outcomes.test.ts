import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomes } from '../../functions/links/request-status.ts';
import { edgesOf, readDefinition } from '../../statemachines/definition.ts';
import { type LinkWay, linkWays } from '../../statemachines/link-outcomes.ts';

const fileText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ways: readonly LinkWay[] = Object.values(linkWays);

const setup = () => {
  const read = readDefinition(fileText('statemachines/link.asl.json'));
  if (!read.ok) throw new Error(read.error.join('\n'));
  const { StartAt, States } = read.value;
  const nextOf = (name: string) => edgesOf(States[name] ?? { Type: 'Fail' }).map(({ to }) => to);
  const follows = (from: string, to: string) =>
    nextOf(from).includes(to) || (nextOf(from).includes('NextStep') && nextOf('NextStep').includes(to));
  return { StartAt, States, follows };
};

describe('the ways that link requests end on', () => {
  test.each(Object.entries(linkWays))('%s is a way through the definition, to its end', (_, { states }) => {
    const { StartAt, States, follows } = setup();
    const steps = states.slice(1).map((to, index) => [states[index] ?? '', to] as const);
    expect(states[0]).toBe(StartAt);
    expect(steps.filter(([from, to]) => !follows(from, to))).toEqual([]);
    expect(States[states.at(-1) ?? '']?.Type).toBe('Succeed');
  });

  test('lead to every outcome, and through every state but those for requests that are gone or taken over', () => {
    const { States } = setup();
    expect(new Set(ways.map(({ outcome }) => outcome))).toEqual(new Set(outcomes));
    const met = new Set(ways.flatMap(({ states }) => states));
    expect(Object.keys(States).filter((name) => !met.has(name))).toEqual([
      'NextStep',
      'Superseded',
      'Gone',
      'UnknownStatus',
    ]);
  });

  test('include those that the README shows', () => {
    const shown = [...fileText('README.md').matchAll(/^\| (\w+) \| (LoadRequest[^|]*?) \|$/gm)];
    expect(shown.map(([, outcome]) => outcome)).toEqual([...outcomes]);
    for (const [, outcome, states] of shown) {
      expect(ways.map((way) => [way.outcome, way.states.join(', ')])).toContainEqual([outcome, states]);
    }
  });
});
