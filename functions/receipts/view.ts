import { CompletionCertificate } from './completion-certificate.ts';
import type { CertificateView, ReceiptView } from './contract.ts';
import { ConsentReceipt, SignedDocument } from './document.ts';
import type { Receipt } from './receipt.ts';
import { payloadOf } from './signing/jws.ts';

/** The receipt of a yes as members read it. */
export function viewReceipt({ id, issuedAt, kid, sha256, jws }: Receipt): ReceiptView {
  return { id, kind: 'consent', issuedAt, kid, sha256, document: ConsentReceipt.parse(payloadOf(jws)), jws };
}

/** The certificate of a completion as members read it. */
export function viewCertificate({ id, issuedAt, kid, sha256, jws }: Receipt): CertificateView {
  return { id, kind: 'completion', issuedAt, kid, sha256, document: CompletionCertificate.parse(payloadOf(jws)), jws };
}

/** What a receipt of our own store says; whether it is genuine is for `checkReceipt` to find. */
export function documentIn(jws: string): SignedDocument {
  return SignedDocument.parse(payloadOf(jws));
}
