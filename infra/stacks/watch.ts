import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DeskAlarms } from '../constructs/observability.ts';
import type { Stage } from '../stage.ts';
import type { AppStack } from './app.ts';

type WatchProps = { readonly stage: Stage; readonly app: AppStack };

/** What wakes somebody up: a stack of its own, because CloudFormation takes 500 resources in one. */
export class WatchStack extends Stack {
  constructor(scope: Construct, { stage, app }: WatchProps) {
    super(scope, 'watch', {
      stackName: `${stage.name}-desk-watch`,
      env: { account: stage.account, region: stage.region },
    });
    const { api, relay, due, anchor } = app.watched;
    new DeskAlarms(this, { stage, api, relay, due, anchor });
  }
}
