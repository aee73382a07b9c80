import type { EvidenceView } from './contract.ts';
import type { Evidence } from './evidence.ts';

export function viewEvidence({ org: _org, ...evidence }: Evidence): EvidenceView {
  return evidence;
}
