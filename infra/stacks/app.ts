import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Operation } from '../../functions/platform/contract.ts';
import type { CodeOf } from '../bundle.ts';
import { DeskDashboard } from '../constructs/dashboard.ts';
import { DeskApi } from '../constructs/desk-api.ts';
import type { Surroundings } from '../constructs/desk-function.ts';
import { DeskAlarms } from '../constructs/observability.ts';
import { Customers } from '../slices/customers.ts';
import { Decisions } from '../slices/decisions.ts';
import { Links } from '../slices/links.ts';
import { Notices } from '../slices/notices.ts';
import { Parties } from '../slices/parties.ts';
import { Platform } from '../slices/platform.ts';
import { Timeline } from '../slices/timeline.ts';
import { Verification } from '../slices/verification.ts';
import type { Stage } from '../stage.ts';
import type { StatefulStack } from './stateful.ts';

type AppProps = {
  readonly stage: Stage;
  readonly code: CodeOf;
  readonly contract: Readonly<Record<string, Operation>>;
  readonly stateful: StatefulStack;
};

/** Everything that can be made again. Where a slice's functions, rights and queues are: `infra/slices/<slice>.ts`. */
export class AppStack extends Stack {
  constructor(scope: Construct, { stage, code, contract, stateful }: AppProps) {
    super(scope, 'app', {
      stackName: `${stage.name}-desk-app`,
      env: { account: stage.account, region: stage.region },
    });
    const shared: Surroundings = { stage, code, data: stateful.tables };
    const links = new Links(this, shared);
    const decisions = new Decisions(this, shared);
    const parties = new Parties(this, { ...shared, userPool: stateful.userPool });
    const customers = new Customers(this, shared);
    const timeline = new Timeline(this, { ...shared, anchors: stateful.anchors });
    const verification = new Verification(this, shared);
    const platform = new Platform(this, {
      ...shared,
      unrelayedArn: stateful.unrelayedArn,
      queues: {
        linksWork: links.workQueue,
        linksProvider: links.providerQueue,
        decisionsWork: decisions.workQueue,
        verification: verification.queue,
      },
    });

    const api = new DeskApi(this, {
      stage,
      contract,
      groups: {
        'links-read': links.read,
        'links-write': links.write,
        'links-live': links.live,
        'parties-read': parties.read,
        'parties-write': parties.write,
        'customers-read': customers.read,
        'customers-write': customers.write,
        'timeline-read': timeline.read,
        'verification-write': verification.write,
        'decisions-public': decisions.public,
        'platform-public': platform.public,
      },
      issuer: `https://cognito-idp.${stage.region}.amazonaws.com/${stateful.userPool.userPoolId}`,
      clientIds: stateful.clientIds,
    });
    const deskUrl = stage.simulated?.deskUrl ?? (stage.domain ? `https://${stage.domain.name}` : api.url);
    new Notices(this, { ...shared, bus: platform.bus, deskUrl });

    new DeskAlarms(this, { stage, api, relay: platform.relay, due: platform.due, anchor: timeline.anchor });
    new DeskDashboard(this, { stage, api, relay: platform.relay });
    new CfnOutput(this, 'DeskUrl', { value: deskUrl });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
  }
}
