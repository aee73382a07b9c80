import type { Site } from '../../../functions/providers/provider.ts';
import { attestationNames } from '../../../functions/unbinds/declaration.ts';
import { noticeText } from '../../../functions/unbinds/notice/notice-text.ts';

/** What whoever submits accepts and attests at a site, as the holder of the account. */
export function declarationFor(site: Site) {
  const { version, language, sha256 } = noticeText(site, 'en');
  return {
    because: 'The contract has ended and is not renewed',
    notice: { version, language, sha256 },
    capacity: { as: 'holder' },
    attestations: attestationNames,
  } as const;
}
