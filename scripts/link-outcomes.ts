import { type LinkWay, linkWays, type SiteWays } from '../statemachines/link-outcomes.ts';

/** The ways that link requests end on, and the states that whoever watches the execution sees. */
export function linkOutcomes(): string {
  const ways: readonly LinkWay[] = Object.values(linkWays);
  return [
    '# How link requests end',
    '',
    'The states that an execution of the machine `link` enters, by outcome. `NextStep`, which routes on the record’s status,',
    'stands between them. The end-to-end tests walk each of these on the deployed desk. An invitation that a person sends again',
    'enters its states again, and so does an attempt that continues after a lost execution.',
    '',
    'Where the provider asks nobody to approve, `ApproveApplication` is not entered; where it examines what was accepted,',
    '`AwaitProvider` and `RecordAudit` follow it before `PrepareAccount`. Where an operator invites, `AwaitOperator` and',
    '`RecordInvitation` follow `InviteCustomer`.',
    '',
    '| Outcome | When | States |',
    '|---|---|---|',
    ...ways.map(
      ({ outcome, when, states, only = {} }) => `| ${outcome} | ${when}${where(only)} | ${states.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

function where({ approves, examines, byHand, namesRemedy, tellsUser }: Partial<SiteWays>): string {
  const conditions = [
    approves === true && 'the provider asks you to approve',
    approves === false && 'the provider asks nobody to approve',
    examines && 'the provider examines what you accept',
    byHand && 'an operator invites',
    namesRemedy && 'it says what has to be mended',
    tellsUser && 'the provider tells who used an invitation',
  ].filter((one) => typeof one === 'string');
  return conditions.length > 0 ? ` (where ${conditions.join(' and ')})` : '';
}
