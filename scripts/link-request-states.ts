import { isOutcome, LinkRequestStatus, linkRequestMoves, statusGroups } from '../functions/links/request-status.ts';
import { whoseTurn } from '../functions/links/whose-turn.ts';

/** The statuses of a link request: which group lists show, whose turn it is, and where each can go. */
export function linkRequestStates(): string {
  return [
    '# Statuses of a link request',
    '',
    'Every change of status is one of these moves; no other is written. Cancelling is possible until approval starts.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> checking',
    ...LinkRequestStatus.options.flatMap((from) => linkRequestMoves[from].map((to) => `  ${from} --> ${to}`)),
    ...LinkRequestStatus.options.filter(isOutcome).map((outcome) => `  ${outcome} --> [*]`),
    '```',
    '',
    '| Status | Group | Whose turn | Leads to |',
    '|---|---|---|---|',
    ...LinkRequestStatus.options.map(
      (status) => `| ${[status, statusGroups[status], turnIn(status), movesOf(status)].join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** The sentence that callers are shown, with the words that stand for a customer and a deadline. */
function turnIn(status: LinkRequestStatus): string {
  if (isOutcome(status)) return 'Nobody’s.';
  return whoseTurn({ status, customer: { name: 'The customer' }, waitingOn: { until: 'the deadline' } });
}

function movesOf(status: LinkRequestStatus): string {
  return linkRequestMoves[status].join(', ') || 'the end';
}
