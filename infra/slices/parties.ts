import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PartiesReadEnv, PartiesWriteEnv } from '../../functions/parties/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { accountSecretPrefixOf, onAccountSecrets } from '../secrets.ts';

type PartiesProps = Surroundings & { readonly userPool: UserPool };

/** Organisations, members, partner accounts. The pre-token function is in the stateful stack, beside its user pool. */
export class Parties extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;

  constructor(scope: Construct, { userPool, ...shared }: PartiesProps) {
    super(scope, 'parties');
    const { stage } = shared;
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'parties-read',
      env: PartiesReadEnv,
      vars: {},
      tables: { desk: ['get'], timeline: ['query'], private: ['get'] },
      indexes: ['list'],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'parties-write',
      env: PartiesWriteEnv,
      vars: { SECRET_PREFIX: accountSecretPrefixOf(stage), USER_POOL_ID: userPool.userPoolId },
      tables: { desk: ['get', 'put', 'update', 'delete'], timeline: ['put'], private: ['get', 'put'] },
      may: [
        // It stores credentials and can't read them back.
        onAccountSecrets(this, stage, 'CreateSecret', 'PutSecretValue'),
        {
          actions: ['AdminCreateUser', 'AdminGetUser', 'DescribeUserPoolClient'].map(
            (action) => `cognito-idp:${action}`,
          ),
          on: [userPool.userPoolArn],
        },
      ],
    });
  }
}
