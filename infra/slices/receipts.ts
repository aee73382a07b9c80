import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ReceiptsPublicEnv, ReceiptsWorkEnv } from '../../functions/receipts/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';

type ReceiptsProps = Surroundings & {
  /** The key that signs, and those that have signed before. */
  readonly keys: readonly [IKey, ...IKey[]];
  /** Where people reach the desk, without a trailing slash. */
  readonly deskUrl: string;
};

/** Signed receipts of what customers agreed to: who issues them, and where anybody reads and verifies them. */
export class Receipts extends Construct {
  readonly public: DeskFunction;
  /** The only group that may sign. */
  readonly work: DeskFunction;
  readonly workQueue: DeskQueue;

  constructor(scope: Construct, { keys, deskUrl, ...shared }: ReceiptsProps) {
    super(scope, 'receipts');
    const { stage } = shared;
    const [signs] = keys;
    this.public = new DeskFunction(this, {
      ...shared,
      group: 'receipts-public',
      env: ReceiptsPublicEnv,
      vars: { RECEIPT_KEYS: keys.map(({ keyArn }) => keyArn).join(',') },
      tables: { desk: ['get'], private: ['get'] },
      may: [{ actions: ['kms:GetPublicKey'], on: keys.map(({ keyArn }) => keyArn) }],
    });
    this.work = new DeskFunction(this, {
      ...shared,
      group: 'receipts-work',
      env: ReceiptsWorkEnv,
      vars: { DESK_URL: deskUrl, RECEIPT_SIGNER: signs.keyArn },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put', 'query'] },
      may: [{ actions: ['kms:Sign', 'kms:GetPublicKey'], on: [signs.keyArn] }],
      seconds: 60,
    });
    this.workQueue = new DeskQueue(this, { stage, consumer: this.work, workers: 5 });
  }
}
