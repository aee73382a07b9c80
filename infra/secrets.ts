import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Right } from './constructs/desk-function.ts';
import type { Stage } from './stage.ts';

/** Credentials of partner accounts are the secrets `<prefix>/<organisation>/<account>`. */
export const secretPrefixOf = (stage: Stage): string => `${stage.name}-desk/accounts`;

/** A right on all of them, and on no other secret. */
export function onAccountSecrets(scope: Construct, stage: Stage, ...actions: readonly string[]): Right {
  return {
    actions: actions.map((action) => `secretsmanager:${action}`),
    on: [Stack.of(scope).formatArn({ service: 'secretsmanager', resource: `secret:${secretPrefixOf(stage)}/*` })],
    because: 'Accounts come and go while the desk runs; the prefix holds nothing but their credentials.',
  };
}
