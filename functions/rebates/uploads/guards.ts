import type { Problem } from '../../kernel/problems.ts';
import { type Action, action } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import type { Standing, UploadStatus } from './standing.ts';

const onlyIn =
  (...statuses: readonly UploadStatus[]) =>
  ({ status }: Pick<Standing, 'status'>): Problem | undefined =>
    statuses.includes(status) ? undefined : { kind: 'not_allowed_now', params: { status } };

/** Read again once what stood in the way is mended: a mapping is known by now, or a sync had failed. */
export const readRefusal = onlyIn('announced', 'unknown_columns', 'quarantined', 'failed');
export const mappingRefusal = onlyIn('unknown_columns', 'quarantined');

/** Something of it has to have been taken in; that it is still current is seen when it is withdrawn. */
export function withdrawRefusal(standing: Standing): Problem | undefined {
  const accepted = standing.upload.accepted !== undefined;
  const applied = accepted || standing.sync?.periods.some(({ state }) => state === 'applied');
  return onlyIn('taken_in', 'held')(standing) ?? (applied ? undefined : { kind: 'nothing_to_withdraw' });
}

/** What can be done with an upload now, by the rules that guard the operations themselves. */
export function uploadActions(standing: Standing, caller: Pick<Caller, 'rights'>): Action[] {
  return [
    action('takeInRebateUpload', may.upload, caller, readRefusal(standing)),
    action('confirmRebateMapping', may.upload, caller, mappingRefusal(standing)),
    action('withdrawRebateUpload', may.upload, caller, withdrawRefusal(standing)),
  ];
}
