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

/** The key that addresses of customers without an identifier are hashed by. */
export const mailLockSecretOf = (stage: Stage): string => `${stage.name}-desk/mail-lock`;

/** Reading that key. Secrets Manager ends an ARN with six characters of its own. */
export function readMailLock(scope: Construct, stage: Stage): Right {
  const because = 'A secret made again under this name has other characters at the end of its ARN.';
  return onSecrets(scope, `${mailLockSecretOf(stage)}-??????`, ['GetSecretValue'], because);
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
