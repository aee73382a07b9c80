import type { EvidenceView } from './contract.ts';
import type { Evidence } from './evidence.ts';

export function viewEvidence({ org: _org, verified, ...evidence }: Evidence): EvidenceView {
  return { ...evidence, ...(verified && { verifiedAt: verified.at }) };
}
