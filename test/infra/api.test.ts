import { describe, expect, it } from 'vitest';
import { contract } from '../../functions/contract.ts';
import type { Operation } from '../../functions/platform/contract.ts';
import { groupOf, reference, resourcesOf, synthesize, testStage, text } from './synthesized.ts';

const synthesized = synthesize(testStage());
const { app } = synthesized;

/** What each route key leads to, as deployed. */
const routes = Object.fromEntries(
  resourcesOf({ app }, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const target = JSON.stringify(Properties['Target']).match(/"Ref":"(\w+)"/)?.[1] ?? '';
    const uri = app.Resources[target]?.Properties['IntegrationUri'] ?? '';
    const name = text(app.Resources[reference(uri)]?.Properties['FunctionName']);
    return [text(Properties['RouteKey']), { group: groupOf(name), authorization: Properties['AuthorizationType'] }];
  }),
);

describe('the API', () => {
  it('has a route for every operation, to its group, behind a token unless it is public, and no other', () => {
    const operations: readonly Operation[] = Object.values(contract);
    const declared = operations.map(({ route, group, access }) => [
      route,
      { group, authorization: access === 'public' ? 'NONE' : 'JWT' },
    ]);
    expect(routes).toEqual({
      ...Object.fromEntries(declared),
      $default: { group: 'platform-public', authorization: 'NONE' },
    });
  });

  it('takes tokens of the user pool for the deployed clients only', () => {
    const [authorizer, ...more] = resourcesOf({ app }, 'AWS::ApiGatewayV2::Authorizer');
    expect(more).toEqual([]);
    const jwt = JSON.stringify(authorizer?.Properties['JwtConfiguration']);
    expect(jwt).toContain('https://cognito-idp.eu-central-1.amazonaws.com/');
    expect(jwt.match(/ExportsOutputRefusers(people|machinedemo)/g)).toHaveLength(2);
  });

  it('needs one permission a function, not one a route', () => {
    const invoked = resourcesOf({ app }, 'AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com')
      .map(({ Properties }) => reference(Properties['FunctionName'] ?? ''));
    expect(new Set(invoked).size).toBe(invoked.length);
    expect(invoked).toHaveLength(new Set(Object.values(contract).map(({ group }) => group)).size);
  });

  it('never logs a path, which may hold a one-time link, nor who called', () => {
    const [stage] = resourcesOf({ app }, 'AWS::ApiGatewayV2::Stage');
    const logged = JSON.stringify(stage?.Properties['AccessLogSettings']);
    expect(logged).toContain('$context.routeKey');
    expect(logged).not.toMatch(/\$context\.(path|identity|protocol)|requestOverride/);
  });

  it('slows down a flood of calls', () => {
    const [stage] = resourcesOf({ app }, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });

  it('answers under its own domain where the config names one', () => {
    const own = synthesize(
      testStage({
        domain: { name: 'desk.example.com', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/one' },
      }),
    );
    expect(resourcesOf(own, 'AWS::ApiGatewayV2::DomainName')).toHaveLength(1);
    const [notices] = resourcesOf(own, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties['FunctionName'] === 'test-desk-notices',
    );
    expect(JSON.stringify(notices?.Properties['Environment'])).toContain('https://desk.example.com');
  });
});
