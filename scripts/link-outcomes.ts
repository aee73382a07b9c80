import { type LinkWay, linkWays } from '../statemachines/link-outcomes.ts';

/** The ways that link requests end on, and the states that whoever watches the execution sees. */
export function linkOutcomes(): string {
  const ways: readonly LinkWay[] = Object.values(linkWays);
  return [
    '# How link requests end',
    '',
    'The states that an execution of the machine `link` enters, by outcome. `NextStep`, which routes on the record’s status,',
    'stands between them. The end-to-end tests walk each of these on the deployed desk. An invitation that a person sends again',
    'enters its states again, and so does an attempt that continues after a lost execution. Where the provider asks nobody to',
    'approve, `ApproveApplication` is not entered.',
    '',
    '| Outcome | When | States |',
    '|---|---|---|',
    ...ways.map(
      ({ outcome, when, states, approval }) => `| ${outcome} | ${when}${where(approval)} | ${states.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

function where(approval: boolean | undefined): string {
  if (approval === undefined) return '';
  return approval ? ' (where the provider asks you to approve)' : ' (where the provider asks nobody to approve)';
}
