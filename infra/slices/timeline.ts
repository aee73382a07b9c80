import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { TimelineAnchorEnv, TimelineReadEnv } from '../../functions/timeline/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';

type TimelineProps = Surroundings & {
  /** The bucket of the anchors. */
  readonly anchors: { readonly name: string; readonly arn: string };
};

/** What auditors read, and the hourly anchors that make a timeline provable. */
export class Timeline extends Construct {
  readonly read: DeskFunction;
  readonly anchor: DeskFunction;

  constructor(scope: Construct, { anchors, ...shared }: TimelineProps) {
    super(scope, 'timeline');
    const { stage } = shared;
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'timeline-read',
      env: TimelineReadEnv,
      vars: {},
      tables: { desk: ['get'], timeline: ['query'] },
      indexes: ['list'],
    });
    const because = 'An object for each hour.';
    this.anchor = new DeskFunction(this, {
      ...shared,
      group: 'timeline-anchor',
      env: TimelineAnchorEnv,
      vars: { ANCHOR_BUCKET: anchors.name },
      tables: { desk: [] },
      indexes: ['anchor'],
      may: [
        { actions: ['s3:PutObject', 's3:GetObject'], on: [`${anchors.arn}/heads/*`], because },
        { actions: ['s3:ListBucket'], on: [anchors.arn] },
      ],
      // Hours that were missed are made up for one after the other.
      seconds: 300,
    });
    // Past the hour by what an entry of the hour may take until it is written and indexed.
    new DeskSchedule(this, 'every-hour', {
      stage,
      invokes: this.anchor,
      schedule: ScheduleExpression.cron({ minute: '7' }),
      retryAttempts: 2,
      maxEventAge: Duration.minutes(30),
    });
  }
}
