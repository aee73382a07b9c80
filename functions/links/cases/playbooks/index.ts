import type { Case } from '../case.ts';
import { evaluated, type Playbook, type PlaybookView } from '../playbook.ts';
import { accessWrong } from './access-wrong.ts';
import { billingWrong } from './billing-wrong.ts';
import { optionMissing } from './option-missing.ts';
import { pendingTooLong } from './pending-too-long.ts';

const playbooks: readonly Playbook[] = [optionMissing, pendingTooLong, accessWrong, billingWrong];

/** Which playbooks there are, for callers who want one whether it fits or not. */
export const playbookKeys = ['option_missing', 'pending_too_long', 'access_wrong', 'billing_wrong'] as const;

/** The playbooks that fit a case, or the one that was asked for, evaluated on its facts. */
export function playbooksFor(of: Case, asked?: (typeof playbookKeys)[number]): PlaybookView[] {
  return playbooks
    .filter(({ key, fits }) => (asked === undefined ? fits(of) : key === asked))
    .map((playbook) => evaluated(playbook, of));
}
