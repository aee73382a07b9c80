import type { Tables } from '../../platform/tables.ts';
import type { KeyRing } from '../ports.ts';
import { createGetKeySet } from './get-key-set.ts';
import { createShowReceipt } from './show-receipt.ts';
import { createShowVerification } from './show-verification.ts';
import { createVerifyReceipt } from './verify-receipt.ts';

/** The operations of the group `receipts-public`. */
export const receiptHandlers = (deps: { readonly tables: Tables; readonly keyRing: KeyRing }) => ({
  showReceipt: createShowReceipt(deps),
  getKeySet: createGetKeySet(deps),
  showVerification: createShowVerification(),
  verifyReceipt: createVerifyReceipt(deps),
});
