import { groupOf, isUnbindOutcome, UnbindStatus, unbindMoves } from '../functions/unbinds/status.ts';
import { whoseTurn } from '../functions/unbinds/whose-turn.ts';

/** The statuses of an unbind: which group lists show, whose turn it is, and where each can go. */
export function unbindStates(): string {
  return [
    '# Statuses of an unbind',
    '',
    'Every change of status is one of these moves; no other is written. Most of them are there because the provider does not',
    'ask us: what is seen there is recorded, wherever the case stands. Our own moves are few and guarded',
    '(`functions/unbinds/course.ts`). Nothing leads out of `completed` and `migrated_away`.',
    '',
    '| Status | Group | Whose turn | Leads to |',
    '|---|---|---|---|',
    ...UnbindStatus.options.map(
      (status) => `| ${[status, groupOf(status), turnIn(status), movesOf(status)].join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** The sentence that callers are shown, with the words that stand for a customer and a deadline. */
function turnIn(status: UnbindStatus): string {
  if (isUnbindOutcome(status)) return 'Nobody’s.';
  const until = 'the deadline';
  // as where the provider has a clock of its own over reviews
  const providerDeadline = { at: until, zone: 'Asia/Shanghai' };
  return whoseTurn({ status, customer: { name: 'The customer' }, waitingOn: { until }, providerDeadline });
}

function movesOf(status: UnbindStatus): string {
  return unbindMoves[status].join(', ') || 'the end';
}
