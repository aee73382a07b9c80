import { type UnbindWay, unbindWays } from '../statemachines/unbind-outcomes.ts';

/** The ways that unbinds end on, and the states that whoever watches the execution sees. */
export function unbindOutcomes(): string {
  const ways: readonly UnbindWay[] = Object.values(unbindWays);
  return [
    '# How unbinds end',
    '',
    'The states that an execution of the machine `unbind` enters, by outcome. `NextStep`, which routes on the record’s status,',
    'stands between them. A fact that is seen at the provider wakes the wait that the machine is in, wherever that is, and the',
    'case goes on from where the provider is: each of these can come earlier. What turns up of a case that had ended begins an',
    'execution of its own.',
    '',
    '| Outcome | When | States |',
    '|---|---|---|',
    ...ways.map(({ outcome, when, states }) => `| ${outcome} | ${when} | ${states.join(', ')} |`),
    '',
  ].join('\n');
}
