import type { Duration } from 'aws-cdk-lib';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { DeskFunction } from './desk-function.ts';

type DeskScheduleProps = {
  readonly stage: Stage;
  readonly invokes: DeskFunction;
  readonly schedule: ScheduleExpression;
  /** For how long a run that failed is made up for, and how often. */
  readonly maxEventAge: Duration;
  readonly retryAttempts: number;
};

/** The clock of a function, named `<stage>-desk-<group>`. */
export class DeskSchedule extends Schedule {
  constructor(scope: Construct, id: string, props: DeskScheduleProps) {
    const { stage, invokes, schedule, maxEventAge, retryAttempts } = props;
    invokes.configureAsyncInvoke({ retryAttempts, maxEventAge });
    super(scope, id, {
      scheduleName: `${stage.name}-desk-${invokes.group}`,
      schedule,
      target: new LambdaInvoke(invokes, { retryAttempts, maxEventAge, role: invokerOf(scope, invokes) }),
    });
  }
}

/** The target's own grant would add all versions of the function. */
function invokerOf(scope: Construct, invoked: DeskFunction): IRole {
  const role = new Role(scope, `${invoked.group}-invoker`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    inlinePolicies: {
      invoke: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [invoked.functionArn] })],
      }),
    },
  });
  return role.withoutPolicyUpdates();
}
