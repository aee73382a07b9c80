import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { secretName } from '../credentials.ts';
import type { CredentialStore } from '../ports.ts';

/** Secrets Manager: one secret an account, made when its key is first stored. Needs PutSecretValue and CreateSecret only. */
export function secretsManagerCredentials(prefix: string, client = new SecretsManagerClient()): CredentialStore {
  return {
    async put(org, account, credentials) {
      const name = secretName(prefix, org, account);
      const SecretString = JSON.stringify(credentials);
      const replace = () => client.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
      try {
        await replace();
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
        await client.send(new CreateSecretCommand({ Name: name, SecretString })).catch((late: unknown) => {
          // Made by another call since.
          if (late instanceof ResourceExistsException) return replace();
          throw late;
        });
      }
    },
  };
}
