import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type Client, createClient } from '../functions/client.ts';
import type { contract } from '../functions/contract.ts';
import type { LocalCloud } from './cloud.ts';

/** A person's access token, as the desk's own sign-in gives it; it lasts 15 minutes. */
export async function accessToken(
  { aws, peopleClientId }: Pick<LocalCloud, 'aws' | 'peopleClientId'>,
  email: string,
  password: string,
): Promise<string> {
  const cognito = new CognitoIdentityProviderClient(aws);
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: peopleClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const token = AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error(`${email} was given no token.`);
  return token;
}

/** The typed client of the API for this person. */
export async function signIn(cloud: LocalCloud, email: string, password: string): Promise<Client<typeof contract>> {
  return createClient({ baseUrl: cloud.deskUrl, token: await accessToken(cloud, email, password) });
}
