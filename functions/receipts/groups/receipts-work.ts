import { KMSClient } from '@aws-sdk/client-kms';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { workGroup } from '../../platform/work-group.ts';
import { kmsSigner } from '../adapters/keys-kms.ts';
import { ReceiptsWorkEnv } from '../env.ts';
import { createReceiptWork } from '../receipt-work.ts';

const env = readEnv(ReceiptsWorkEnv);
const deps = runtime(env, 'receipts-work');
const signer = kmsSigner(new KMSClient({}), env.RECEIPT_SIGNER);

export const handler = workGroup(createReceiptWork({ ...deps, signer, issuer: env.DESK_URL }), deps);
