import type { ProofItem } from '../../providers/provider.ts';
import type { Check } from '../checks/finding.ts';
import type { Case } from './case.ts';
import { fine, type Look, unknown, wrong } from './playbook.ts';

/** What a check of the wish says today. A warning is no fault: a second person has agreed, or will. */
export function atFinding({ findings }: Case, check: Check): Look {
  const found = findings.find((one) => one.check === check);
  if (!found || found.result === 'unknown') return unknown(found?.because ?? 'can not be told');
  return found.result === 'fail' ? wrong(found.because) : fine(found.because);
}

/** What the latest checklist of the link says of an item. */
export function atItem({ link, checklist }: Case, item: ProofItem): Look {
  const result = checklist?.items[item];
  if (!link || !result) return unknown('the link has not been verified yet');
  switch (result.status) {
    case 'pass':
      return fine(`${item} held at ${result.triedAt ?? 'the last check'}`);
    case 'fail':
      return wrong(`${item} does not hold: ${result.because ?? 'the provider contradicts it'}`);
    case 'too_early':
      return unknown(`${item} is too early to tell: within the provider’s own delay`);
    case 'not_supported':
      return unknown(`${link.partnerAccount.site} has no read for ${item}: look in the provider’s console`);
    case 'pending':
    case 'unknown':
      return unknown(`${item} has no answer yet`);
  }
}
