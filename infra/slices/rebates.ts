import { Construct } from 'constructs';
import { RebatesReadEnv, RebatesWriteEnv } from '../../functions/rebates/env.ts';
import { DeskFunction, type Right, type Surroundings } from '../constructs/desk-function.ts';

type RebatesProps = Surroundings & {
  /** The bucket of snapshots, originals and plans. */
  readonly rebates: { readonly name: string; readonly arn: string };
};

/** Rebates: their API. */
export class Rebates extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;

  constructor(scope: Construct, { rebates, ...shared }: RebatesProps) {
    super(scope, 'rebates');
    const onObjects = (action: 's3:GetObject' | 's3:PutObject', what: string): Right => ({
      actions: [action],
      on: [`${rebates.arn}/*${what}`],
      because: 'Objects lie under the organisation, the partner account, what they are, and the hash of their bytes.',
    });
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'rebates-read',
      env: RebatesReadEnv,
      vars: { REBATES_BUCKET: rebates.name },
      tables: { desk: ['get', 'getMany', 'query'] },
      indexes: ['list'],
      // who is given a signed address of a file may do no more with it than the one who signed it
      may: [onObjects('s3:GetObject', '')],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'rebates-write',
      env: RebatesWriteEnv,
      vars: { REBATES_BUCKET: rebates.name },
      tables: { desk: ['get', 'getMany', 'query', 'put', 'update', 'check'], timeline: ['put'], private: ['get', 'put'] },
      may: [onObjects('s3:GetObject', '/originals/*'), onObjects('s3:PutObject', '/originals/*')],
    });
  }
}
