import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Right } from './constructs/desk-function.ts';
import type { Stage } from './stage.ts';

/** Credentials of partner accounts are the secrets `<prefix>/<organisation>/<account>`. */
export const accountSecretPrefixOf = (stage: Stage): string => `${stage.name}-desk/accounts`;

/** A right on the credentials of all partner accounts, and on no other secret. */
export function onAccountSecrets(scope: Construct, stage: Stage, ...actions: readonly string[]): Right {
  const because = 'Accounts come and go while the desk runs; the prefix holds nothing but their credentials.';
  return onSecrets(scope, `${accountSecretPrefixOf(stage)}/*`, actions, because);
}

/** By name, so that a secret may be restored or made again, which changes its ARN. */
function onSecrets(scope: Construct, names: string, actions: readonly string[], because: string): Right {
  return {
    actions: actions.map((action) => `secretsmanager:${action}`),
    on: [
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: names,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    because,
  };
}
