import { type SyncWay, syncWays } from '../statemachines/rebate-sync-outcomes.ts';

/** The ways that syncs of rebates end on, and the states that whoever watches the execution sees. */
export function rebateSyncOutcomes(): string {
  const ways: readonly SyncWay[] = Object.values(syncWays);
  return [
    '# How syncs of rebates end',
    '',
    'The states that an execution of the machine `rebate-sync` enters, by outcome. `NextStep`, which routes on the record’s',
    'status, stands between them. `AwaitSource` and `ReadSource` repeat while the provider makes its files, `Apply` while there',
    'is more to apply than one call can.',
    '',
    '| Outcome | When | States |',
    '|---|---|---|',
    ...ways.map(({ outcome, when, states }) => `| ${outcome} | ${when} | ${states.join(', ')} |`),
    '',
  ].join('\n');
}
