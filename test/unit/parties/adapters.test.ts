import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ResourceNotFoundException as NoSuchClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { secretsManagerCredentials } from '../../../functions/parties/adapters/credentials-secrets-manager.ts';
import { cognitoIdentities } from '../../../functions/parties/adapters/identities-cognito.ts';

const meta = { message: 'refused', $metadata: {} };
const key = { keyId: 'AKIDexample', keySecret: 'signing-part' };

describe('credentials in Secrets Manager', () => {
  const setup = () => {
    const client = new SecretsManagerClient({ region: 'eu-west-1' });
    return { calls: mockClient(client), store: secretsManagerCredentials('local-desk', client) };
  };
  const SecretString = JSON.stringify(key);

  test('replace what the account’s own secret holds', async () => {
    const { calls, store } = setup();
    calls.on(PutSecretValueCommand).resolves({});
    await store.put('org_1', 'acc_1', key);
    expect(calls.calls().map(({ args: [{ input }] }) => input)).toEqual([
      { SecretId: 'local-desk/org_1/acc_1', SecretString },
    ]);
  });

  test('make the secret when they are the first', async () => {
    const { calls, store } = setup();
    calls.on(PutSecretValueCommand).rejects(new ResourceNotFoundException(meta)).on(CreateSecretCommand).resolves({});
    await store.put('org_1', 'acc_1', key);
    expect(calls.commandCalls(CreateSecretCommand)[0]?.args[0].input).toEqual({
      Name: 'local-desk/org_1/acc_1',
      SecretString,
    });
  });

  test('are stored all the same when another call made the secret meanwhile', async () => {
    const { calls, store } = setup();
    calls.on(PutSecretValueCommand).rejectsOnce(new ResourceNotFoundException(meta)).resolves({});
    calls.on(CreateSecretCommand).rejects(new ResourceExistsException(meta));
    await store.put('org_1', 'acc_1', key);
    expect(calls.commandCalls(PutSecretValueCommand)).toHaveLength(2);
  });

  test('that could not be stored are said to be so', async () => {
    const { calls, store } = setup();
    calls.on(PutSecretValueCommand).rejects(new Error('throttled'));
    await expect(store.put('org_1', 'acc_1', key)).rejects.toThrow('throttled');
  });
});

describe('sign-ins in Cognito', () => {
  const setup = () => {
    const client = new CognitoIdentityProviderClient({ region: 'eu-west-1' });
    return { calls: mockClient(client), identities: cognitoIdentities('pool-1', client) };
  };
  const owner = { org: 'org_1', member: 'mem_1' };

  test('are made with the attributes that say whose they are', async () => {
    const { calls, identities } = setup();
    calls.on(AdminCreateUserCommand).resolves({});
    expect(await identities.ensureSignIn('a@example.com', owner)).toEqual(owner);
    expect(calls.commandCalls(AdminCreateUserCommand)[0]?.args[0].input).toMatchObject({
      UserPoolId: 'pool-1',
      Username: 'a@example.com',
      UserAttributes: expect.arrayContaining([
        { Name: 'custom:org', Value: 'org_1' },
        { Name: 'custom:member', Value: 'mem_1' },
      ]),
    });
  });

  test('that are there already say whom they were made for', async () => {
    const { calls, identities } = setup();
    calls.on(AdminCreateUserCommand).rejects(new UsernameExistsException(meta));
    const UserAttributes = [
      { Name: 'custom:org', Value: 'org_2' },
      { Name: 'custom:member', Value: 'mem_2' },
    ];
    calls.on(AdminGetUserCommand).resolvesOnce({ Username: 'x', UserAttributes }).resolves({ Username: 'x' });
    expect(await identities.ensureSignIn('a@example.com', owner)).toEqual({ org: 'org_2', member: 'mem_2' });
    expect(await identities.ensureSignIn('a@example.com', owner)).toBeUndefined();
  });

  test('of machines are proved by their secret', async () => {
    const { calls, identities } = setup();
    calls.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'right' } });
    expect(await identities.provesClient('client', 'right')).toBe(true);
    expect(await identities.provesClient('client', 'wrong')).toBe(false);
  });

  test('of machines without a secret, or that are not there, are proved by nothing', async () => {
    const { calls, identities } = setup();
    calls.on(DescribeUserPoolClientCommand).resolvesOnce({ UserPoolClient: {} }).rejects(new NoSuchClient(meta));
    expect(await identities.provesClient('people', '')).toBe(false);
    expect(await identities.provesClient('gone', 'any')).toBe(false);
  });
});
