import { KMSClient } from '@aws-sdk/client-kms';
import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { kmsKeyRing } from '../adapters/keys-kms.ts';
import { receiptOperations } from '../contract.ts';
import { ReceiptsPublicEnv } from '../env.ts';
import { receiptHandlers } from '../http/public-handlers.ts';

const env = readEnv(ReceiptsPublicEnv);
const deps = runtime(env, 'receipts-public');
const keyRing = kmsKeyRing(new KMSClient({}), env.RECEIPT_KEYS);

export const handler = httpGroup(receiptOperations, receiptHandlers({ ...deps, keyRing }), deps.logger);
