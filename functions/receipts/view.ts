import type { ReceiptView } from './contract.ts';
import { SignedDocument } from './document.ts';
import type { Receipt } from './receipt.ts';
import { payloadOf } from './signing/jws.ts';

/** A receipt as members read it. */
export function viewReceipt({ id, kind, issuedAt, kid, sha256, jws }: Receipt): ReceiptView {
  return { id, kind, issuedAt, kid, sha256, document: documentIn(jws), jws };
}

/** What a receipt of our own store says; whether it is genuine is for `checkReceipt` to find. */
export function documentIn(jws: string): SignedDocument {
  return SignedDocument.parse(payloadOf(jws));
}
