import { CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Operation } from '../../functions/platform/contract.ts';
import type { CodeOf } from '../bundle.ts';
import { DeskDashboard } from '../constructs/dashboard.ts';
import { DeskApi } from '../constructs/desk-api.ts';
import type { DeskFunction, Surroundings } from '../constructs/desk-function.ts';
import { Clocks } from '../slices/clocks.ts';
import { Customers } from '../slices/customers.ts';
import { Decisions } from '../slices/decisions.ts';
import { Links } from '../slices/links.ts';
import { Notices } from '../slices/notices.ts';
import { Parties } from '../slices/parties.ts';
import { Platform } from '../slices/platform.ts';
import { Rebates } from '../slices/rebates.ts';
import { Receipts } from '../slices/receipts.ts';
import { Reference } from '../slices/reference.ts';
import { Timeline } from '../slices/timeline.ts';
import { Unbinds } from '../slices/unbinds.ts';
import { Verification } from '../slices/verification.ts';
import { Webhooks } from '../slices/webhooks.ts';
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
  /** What has alarms of its own besides those of every function, queue and machine. */
  readonly watched: Readonly<Record<'relay' | 'due' | 'anchor', DeskFunction>> & { readonly api: DeskApi };

  constructor(scope: Construct, { stage, code, contract, stateful }: AppProps) {
    super(scope, 'app', {
      stackName: `${stage.name}-desk-app`,
      env: { account: stage.account, region: stage.region },
    });
    const shared: Surroundings = { stage, code, data: stateful.tables };
    const deskUrl =
      stage.simulated?.deskUrl ??
      (stage.domain ? `https://${stage.domain.name}` : Lazy.string({ produce: () => api.url }));
    const links = new Links(this, shared);
    const unbinds = new Unbinds(this, { ...shared, evidence: stateful.evidence });
    const rebates = new Rebates(this, { ...shared, rebates: stateful.rebates });
    const decisions = new Decisions(this, shared);
    const parties = new Parties(this, { ...shared, userPool: stateful.userPool });
    const customers = new Customers(this, shared);
    const clocks = new Clocks(this, shared);
    const timeline = new Timeline(this, { ...shared, anchors: stateful.anchors });
    const verification = new Verification(this, shared);
    const webhooks = new Webhooks(this, { ...shared, secretKeyArn: stateful.webhookKeyArn });
    const receipts = new Receipts(this, { ...shared, keys: stateful.receiptKeys, deskUrl });
    const reference = new Reference(this, shared);
    const notices = new Notices(this, { ...shared, deskUrl });
    const platform = new Platform(this, {
      ...shared,
      unrelayedArn: stateful.unrelayedArn,
      queues: {
        linksWork: links.workQueue,
        linksProvider: links.providerQueue,
        decisionsWork: decisions.workQueue,
        verification: verification.queue,
        notices: notices.queue,
        webhooks: webhooks.queue,
        receiptsWork: receipts.workQueue,
        unbindsWork: unbinds.workQueue,
        unbindsProvider: unbinds.providerQueue,
        rebatesWork: rebates.workQueue,
      },
    });

    notices.listenTo(platform.bus);
    webhooks.listenTo(platform.bus);

    const api = new DeskApi(this, {
      stage,
      contract,
      groups: {
        'links-read': links.read,
        'links-write': links.write,
        'links-live': links.live,
        'unbinds-read': unbinds.read,
        'unbinds-write': unbinds.write,
        'rebates-read': rebates.read,
        'rebates-write': rebates.write,
        'parties-read': parties.read,
        'parties-write': parties.write,
        'customers-read': customers.read,
        'customers-write': customers.write,
        'timeline-read': timeline.read,
        'clocks-read': clocks.read,
        'verification-write': verification.write,
        'notices-read': notices.read,
        'notices-write': notices.write,
        'notices-public': notices.public,
        'decisions-public': decisions.public,
        'receipts-public': receipts.public,
        'reference-public': reference.public,
        'webhooks-read': webhooks.read,
        'webhooks-write': webhooks.write,
        'platform-public': platform.public,
      },
      issuer: stage.issuer?.url ?? `https://cognito-idp.${stage.region}.amazonaws.com/${stateful.userPool.userPoolId}`,
      audience: stage.issuer?.audience ?? stateful.clientIds,
    });

    this.watched = { api, relay: platform.relay, due: platform.due, anchor: timeline.anchor };
    new DeskDashboard(this, { stage, api, relay: platform.relay });
    new CfnOutput(this, 'DeskUrl', { value: deskUrl });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
  }
}
