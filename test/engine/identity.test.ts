import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, functionResources, startCloud } from '../support/cloud.ts';

/** Says of every access token for which organisation it is, and how it was asked for. */
const preToken = `exports.handler = async (event) => {
  const claims = { org: 'acme', rights: ['operator', 'finance'], by: event.triggerSource };
  const accessTokenGeneration = { claimsToAddOrOverride: claims };
  return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
};`;

/** Answers the claims that the authorizer hands over. */
const echo = 'exports.handler = async ({ requestContext }) => requestContext.authorizer.jwt;';

const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const mayInvoke = (name: string, principal: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { FunctionName: { Ref: name }, Action: 'lambda:InvokeFunction', Principal: principal },
});

let cloud: Cloud;
let cognito: CognitoIdentityProviderClient;
let outputs: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud();
  cognito = new CognitoIdentityProviderClient(cloud.clientConfig);
  outputs = await cloud.deploy('identity', {
    Resources: {
      ...functionResources('PreToken', preToken),
      PreTokenPermission: mayInvoke('PreToken', 'cognito-idp.amazonaws.com'),
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UserPoolTier: 'ESSENTIALS',
          LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn('PreToken'), LambdaVersion: 'V3_0' } },
        },
      },
      Api: {
        Type: 'AWS::Cognito::UserPoolResourceServer',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          Identifier: 'desk',
          Name: 'desk',
          Scopes: [{ ScopeName: 'service', ScopeDescription: 'machine clients' }],
        },
      },
      Users: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
      },
      Machine: {
        Type: 'AWS::Cognito::UserPoolClient',
        DependsOn: 'Api',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: ['desk/service'],
        },
      },
      ...functionResources('Echo', echo),
      EchoPermission: mayInvoke('Echo', 'apigateway.amazonaws.com'),
      Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'desk', ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Http' }, StageName: '$default', AutoDeploy: true },
      },
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Http' },
          Name: 'jwt',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: {
            Audience: [{ Ref: 'Users' }, { Ref: 'Machine' }],
            Issuer: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' },
          },
        },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Http' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: arn('Echo'),
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Http' },
          RouteKey: 'GET /me',
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Authorizer' },
          Target: { 'Fn::Sub': 'integrations/${Integration}' },
        },
      },
    },
    Outputs: {
      Pool: { Value: { Ref: 'Pool' } },
      Users: { Value: { Ref: 'Users' } },
      Machine: { Value: { Ref: 'Machine' } },
      Http: { Value: { Ref: 'Http' } },
    },
  });
});
afterAll(() => cloud.close());

/** What the function behind the authorizer is told of this token. */
async function me(token: string) {
  const url = `${cloud.engine.endpoint}/_aws/execute-api/${outputs['Http']}/$default/me`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

async function userToken(): Promise<string> {
  const user = { UserPoolId: outputs['Pool'], Username: 'operator' };
  const Password = 'Correct-horse-7';
  await cognito.send(new AdminCreateUserCommand(user));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: outputs['Users'],
      AuthParameters: { USERNAME: user.Username, PASSWORD: Password },
    }),
  );
  return AuthenticationResult?.AccessToken ?? '';
}

async function machineToken(): Promise<string> {
  const ClientId = outputs['Machine'];
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId: outputs['Pool'], ClientId }),
  );
  const response = await fetch(`${cloud.engine.endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${ClientId}:${UserPoolClient?.ClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'desk/service' }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

describe('an access token', () => {
  it('of a user carries what the pre-token function says, up to the function behind the authorizer', async () => {
    expect(await me(await userToken())).toMatchObject({
      status: 200,
      body: { claims: { org: 'acme', rights: '[operator finance]', by: 'TokenGeneration_Authentication' } },
    });
  });

  it('of a machine client does so, too, with its scope', async () => {
    expect(await me(await machineToken())).toMatchObject({
      status: 200,
      body: { claims: { org: 'acme', by: 'TokenGeneration_ClientCredentials', scope: 'desk/service' } },
    });
  });

  it('that nobody signed is refused', async () => {
    expect(await me('invented')).toMatchObject({ status: 401 });
  });
});
