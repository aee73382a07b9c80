import { Construct } from 'constructs';
import { VerificationEnv, VerificationWriteEnv } from '../../functions/verification/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';
import { accountSecretPrefixOf, onAccountSecrets } from '../secrets.ts';

/** Proving links: what people ask for, and the worker that reads at the providers. */
export class Verification extends Construct {
  readonly write: DeskFunction;
  /** Calls a cloud, reads only; it reads the credentials of partner accounts. */
  readonly worker: DeskFunction;
  readonly queue: DeskQueue;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'verification');
    const { stage } = shared;
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'verification-write',
      env: VerificationWriteEnv,
      vars: {},
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'] },
    });
    this.worker = new DeskFunction(this, {
      ...shared,
      group: 'verification',
      env: VerificationEnv,
      vars: {
        SECRET_PREFIX: accountSecretPrefixOf(stage),
        ...(stage.simulated && { PROVIDER_ENDPOINTS: JSON.stringify(stage.simulated.endpoints) }),
      },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'] },
      may: [onAccountSecrets(this, stage, 'GetSecretValue')],
      seconds: stage.providerSeconds,
    });
    this.queue = new DeskQueue(this, { stage, consumer: this.worker, workers: 5 });
  }
}
