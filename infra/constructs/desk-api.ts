import { CfnOutput, Duration, RemovalPolicy, Tags, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HttpGroup, Operation } from '../../functions/platform/contract.ts';
import type { Stage } from '../stage.ts';

type DeskApiProps = {
  readonly stage: Stage;
  /** Every operation becomes a route to its group, with the authorizer unless it is public. */
  readonly contract: Readonly<Record<string, Operation>>;
  readonly groups: Readonly<Record<HttpGroup, IFunction>>;
  /** Issuer of access tokens, and whom they have to be for: the user pool's clients, or another issuer's audience. */
  readonly issuer: string;
  readonly audience: readonly string[];
};

/** The HTTP API, from the contract. What no operation matches is answered by `platform-public` as a problem document. */
export class DeskApi extends Construct {
  private readonly api: HttpApi;
  private readonly integrations = new Map<HttpGroup, HttpLambdaIntegration>();

  constructor(scope: Construct, { stage, contract, groups, issuer, audience }: DeskApiProps) {
    super(scope, 'api');
    this.api = new HttpApi(this, 'http', { apiName: `${stage.name}-desk`, createDefaultStage: false });
    if (stage.apiId) Tags.of(this.api).add('ms-custom-id', stage.apiId);
    this.addStage(stage);

    const jwt = new HttpJwtAuthorizer('jwt', issuer, { jwtAudience: [...audience] });
    const open = new HttpNoneAuthorizer();
    for (const [name, operation] of Object.entries(contract)) {
      const route = new HttpRoute(this, name, {
        httpApi: this.api,
        routeKey: routeKeyOf(operation.route),
        integration: this.integration(operation.group, groups[operation.group]),
        authorizer: operation.access === 'public' ? open : jwt,
      });
      if (operation.access === 'public')
        acknowledgeOpen(route, 'Public in the contract; a test lists these operations.');
    }
    const rest = new HttpRoute(this, 'rest', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: this.integration('platform-public', groups['platform-public']),
      authorizer: open,
    });
    acknowledgeOpen(rest, 'Answers 404 to everything and reads nothing.');
  }

  /** The address that API Gateway gives it, without a trailing slash. */
  get url(): string {
    return this.api.apiEndpoint;
  }

  /** A metric of all its routes together, by five minutes. */
  metric(metricName: string, statistic: string): Metric {
    return this.api.metric(metricName, { statistic, period: Duration.minutes(5) });
  }

  /**
   * One integration a group, with one permission for the whole API: a permission for each route would come near the
   * 20 KB that a function's policy may have.
   */
  private integration(group: HttpGroup, target: IFunction): HttpLambdaIntegration {
    const made =
      this.integrations.get(group) ?? new HttpLambdaIntegration(group, target, { scopePermissionToRoute: false });
    this.integrations.set(group, made);
    return made;
  }

  private addStage(stage: Stage): void {
    const log = new LogGroup(this, 'access-log', {
      logGroupName: `/aws/vendedlogs/apis/${stage.name}-desk`,
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'default', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogFormat },
      ...(stage.domain && { domainMapping: { domainName: this.domain(stage.domain) } }),
    });
  }

  private domain({ name, certificateArn }: NonNullable<Stage['domain']>): DomainName {
    const domain = new DomainName(this, 'domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'certificate', certificateArn),
    });
    new CfnOutput(this, 'DomainTarget', {
      value: domain.regionalDomainName,
      description: `Point ${name} here (CNAME, or an alias record).`,
    });
    return domain;
  }
}

/** The route key, never the path: paths of the decision page hold one-time tokens. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTimeEpoch',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  }),
);

function routeKeyOf(route: Operation['route']): HttpRouteKey {
  const space = route.indexOf(' ');
  const method = Object.values(HttpMethod).find((known) => known === route.slice(0, space));
  return HttpRouteKey.with(route.slice(space + 1), method);
}

function acknowledgeOpen(route: HttpRoute, reason: string): void {
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}
