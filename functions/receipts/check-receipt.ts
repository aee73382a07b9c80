import { err, ok, type Result } from '../kernel/result.ts';
import { SignedDocument } from './document.ts';
import type { PublicKey } from './ports.ts';
import { type NotGenuine, openSigned } from './signing/jws.ts';

/** Longer than any receipt: a certificate with 100 facts and 100 files makes about 90 KB. */
const MAX_LENGTH = 128 * 1024;

/**
 * Whether a text is a receipt of this desk, and what it says. Spaces and line breaks are left out first: mails and PDFs
 * put them in. The key alone says whose it is: it signs for this desk and nothing else, and an address may change.
 */
export async function checkReceipt(
  text: string,
  keys: readonly PublicKey[],
): Promise<Result<{ readonly document: SignedDocument; readonly kid: string }, { readonly kind: NotGenuine }>> {
  const jws = text.replace(/\s+/g, '');
  if (jws.length > MAX_LENGTH) return err({ kind: 'malformed' });
  const opened = await openSigned(jws, keys);
  if (!opened.ok) return opened;
  const document = SignedDocument.safeParse(opened.value.payload);
  return document.success ? ok({ document: document.data, kid: opened.value.kid }) : err({ kind: 'malformed' });
}
