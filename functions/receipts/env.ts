import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

/** Issues receipts. */
export const ReceiptsWorkEnv = BaseEnv.extend({
  /** The desk's own address, without a trailing slash: the issuer. */
  DESK_URL: z.string(),
  /** The key of KMS that signs. */
  RECEIPT_SIGNER: z.string(),
});

/** What anybody may see: a customer's own receipt, the key set, the verification. */
export const ReceiptsPublicEnv = BaseEnv.extend({
  /** All keys of KMS that sign or have signed, the one that signs first; parted by commas. */
  RECEIPT_KEYS: z.string().transform((keys) => keys.split(',')),
});
