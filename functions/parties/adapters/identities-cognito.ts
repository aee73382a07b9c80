import { createHash, timingSafeEqual } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InvalidParameterException,
  ResourceNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { signInAttributes } from '../identity.ts';
import type { Identities, SignInOwner } from '../ports.ts';

/** Cognito: a pool whose user names are e-mail addresses and where nobody signs up by themselves. */
export function cognitoIdentities(UserPoolId: string, client = new CognitoIdentityProviderClient()): Identities {
  return {
    async ensureSignIn(email, owner) {
      try {
        await client.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username: email,
            DesiredDeliveryMediums: ['EMAIL'],
            UserAttributes: [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
              { Name: signInAttributes.org, Value: owner.org },
              { Name: signInAttributes.member, Value: owner.member },
            ],
          }),
        );
        return owner;
      } catch (error) {
        if (!(error instanceof UsernameExistsException)) throw error;
        return ownerOf(await client.send(new AdminGetUserCommand({ UserPoolId, Username: email })));
      }
    },

    async provesClient(ClientId, secret) {
      try {
        const { UserPoolClient: found } = await client.send(
          new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
        );
        return found?.ClientSecret !== undefined && sameText(found.ClientSecret, secret);
      } catch (error) {
        if (error instanceof ResourceNotFoundException || error instanceof InvalidParameterException) return false;
        throw error;
      }
    },
  };
}

/** Takes the same time wherever the two differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function ownerOf({ UserAttributes = [] }: AdminGetUserCommandOutput): SignInOwner | undefined {
  const value = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value;
  const [org, member] = [value(signInAttributes.org), value(signInAttributes.member)];
  return org && member ? { org, member } : undefined;
}
