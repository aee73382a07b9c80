import type { ReadFailure } from '../../providers/failure.ts';

/** Whether a read that failed may well be answered if it is made again, without anybody mending anything. */
export function mayAnswerLater({ kind }: Pick<ReadFailure, 'kind'>): boolean {
  return kind === 'provider_down' || kind === 'throttled' || kind === 'not_sent';
}
