import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { DUE_SERVICE, type DueTrouble } from '../../functions/platform/due-measures.ts';
import { NIGHTS_SERVICE, type NightsMeasure } from '../../functions/rebates/nights/nights-measures.ts';
import type { GroupName } from '../groups.ts';
import type { Stage } from '../stage.ts';
import type { DeskApi } from './desk-api.ts';
import { DeskFunction } from './desk-function.ts';
import { DeskMachine, machineArnOf } from './desk-machine.ts';
import { DeskQueue } from './desk-queue.ts';

type DeskAlarmsProps = {
  readonly stage: Stage;
  readonly api: DeskApi;
  readonly relay: DeskFunction;
  readonly due: DeskFunction;
  readonly anchor: DeskFunction;
};

type RelayMeasure =
  | 'MachinesGivenUp'
  | 'UnbindsReopened'
  | 'EntriesUnreadable'
  | 'RebateSyncsFailed'
  | 'RebatePeriodsHeld'
  | 'RebatePeriodsQuarantined';

/** A machine's tasks throw what its Retry and Catch match; a sign-in that is refused is thrown at Cognito. */
const throwsByContract = new Set<GroupName>(['links-tasks', 'links-provider', 'pre-token']);

/**
 * What wakes somebody up, for every function, queue and machine that the app has when this is made. An alarm's
 * description says what is the matter, and its entry in `docs/runbook.md` what to do; all are mailed to `alarmMail`.
 */
export class DeskAlarms extends Construct {
  private readonly stage: Stage;
  private readonly topic: Topic | undefined;

  constructor(scope: Construct, { stage, api, relay, due, anchor }: DeskAlarmsProps) {
    super(scope, 'alarms');
    this.stage = stage;
    this.topic = stage.alarmMail === undefined ? undefined : topicTo(this, stage.alarmMail);
    const parts = this.node.root.node.findAll();
    for (const fn of parts.filter((part): part is DeskFunction => part instanceof DeskFunction)) {
      const mayThrow = throwsByContract.has(fn.group);
      const errors = { ...this.of(fn), period: Duration.minutes(5), statistic: Stats.SUM };
      this.alarm(`${fn.group}-errors`, fn.metricErrors(errors), {
        description: `Function group ${fn.group} ${mayThrow ? 'throws again and again' : 'threw'}: its log has the errors.`,
        ...(mayThrow && { threshold: 20, periods: 3 }),
      });
    }
    for (const { group, dead } of parts.filter((part) => part instanceof DeskQueue))
      this.alarm(
        `${group}-dead`,
        dead.metricApproximateNumberOfMessagesVisible({
          dimensionsMap: { QueueName: `${stage.name}-desk-${group}-dead` },
          period: Duration.minutes(1),
          statistic: Stats.MAXIMUM,
        }),
        {
          description: `Work of ${group} failed five times and waits in its dead-letter queue.`,
        },
      );
    for (const machine of parts.filter((part) => part instanceof DeskMachine)) {
      const dimensionsMap = { StateMachineArn: machineArnOf(this, stage, machine.machine) };
      const ended = { dimensionsMap, period: Duration.minutes(5) };
      this.alarm(`${machine.machine}-executions-failed`, machine.metricFailed(ended), {
        description: `An execution of the machine ${machine.machine} failed. The record's next attempt follows by itself.`,
      });
      this.alarm(`${machine.machine}-executions-timed-out`, machine.metricTimedOut(ended), {
        description: `An execution of the machine ${machine.machine} ran out of time. The next attempt follows by itself.`,
      });
    }
    this.alarm('machines-given-up', this.relayed('MachinesGivenUp'), {
      description: 'The machine of a record died four times: the record is failed with machine_died.',
    });
    this.alarm('unbinds-reopened', this.relayed('UnbindsReopened'), {
      description: 'An unbind that had ended turned out to live at the provider: it is taken up again.',
    });
    this.alarm('rebates-absent', this.nights('RebateAccountsAbsent'), {
      description: 'A partner account has had no completed night of rebates for 26 hours.',
    });
    this.alarm('rebates-missed', this.nights('RebateNightsMissed'), {
      description: 'Nobody worked in a night of rebates; the next one finds what it would have found.',
    });
    this.alarm('rebates-failed', this.relayed('RebateSyncsFailed'), {
      description: 'A sync of rebates failed: what was known stays as it is.',
    });
    this.alarm('rebates-held', this.relayed('RebatePeriodsHeld'), {
      description: 'What came for a period of rebates is doubted and held back until a person accepts it.',
    });
    this.alarm('rebates-quarantined', this.relayed('RebatePeriodsQuarantined'), {
      description: 'What came for a period of rebates is not understood: unknown columns, words or lines.',
    });
    this.alarm('api-5xx', api.metric('5xx', Stats.SUM), {
      description: 'The API answered with 5xx five times in five minutes.',
      threshold: 5,
    });
    this.alarm('throttles', throttles, {
      description: 'Lambda turned calls away, for want of concurrency in the account.',
      periods: 3,
    });
    const age = { ...this.of(relay), period: Duration.minutes(1), statistic: Stats.MAXIMUM };
    this.alarm('relay-late', relay.metric('IteratorAge', age), {
      description: 'Timeline entries wait over five minutes for the relay: events and starts of executions are late.',
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 3,
    });
    this.alarm('relay-unreadable', this.relayed('EntriesUnreadable'), {
      description: 'The relay met timeline entries that it can not read and passed them by: its log names them.',
    });
    this.alarm('due-stuck', this.dueTrouble('DueWorkStuck'), {
      description: 'Due work failed five times or more and is tried again and again: logs of its group name it.',
    });
    this.alarm('due-unreadable', this.dueTrouble('DueItemsUnreadable'), {
      description:
        'The minutely worker met due items that it can not read and left them where they are: its log names them.',
    });
    this.alarm(
      'due-absent',
      due.metricInvocations({ ...this.of(due), period: Duration.minutes(5), statistic: Stats.SUM }),
      {
        description: 'The minutely worker did not run for ten minutes: no reminders, expiries or watches.',
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        missing: TreatMissingData.BREACHING,
        periods: 2,
      },
    );
    this.alarm(
      'anchor-absent',
      anchor.metricInvocations({ ...this.of(anchor), period: Duration.hours(1), statistic: Stats.SUM }),
      {
        description: 'Timelines were not anchored for two hours. The next run makes up for it.',
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        missing: TreatMissingData.BREACHING,
        periods: 2,
      },
    );
  }

  /** By name: a reference from another stack would keep the function from ever being removed. */
  private of({ group }: DeskFunction) {
    return { dimensionsMap: { FunctionName: `${this.stage.name}-desk-${group}` } };
  }

  /** What the relay counts, whatever site it is about. */
  private relayed(metricName: RelayMeasure): Metric {
    return new Metric({
      namespace: 'reseller-desk',
      metricName,
      dimensionsMap: { service: 'relay', stage: this.stage.name },
      period: Duration.minutes(5),
      statistic: Stats.SUM,
    });
  }

  /** What the hourly worker of nights counts. */
  private nights(metricName: NightsMeasure): Metric {
    return new Metric({
      namespace: 'reseller-desk',
      metricName,
      dimensionsMap: { service: NIGHTS_SERVICE, stage: this.stage.name },
      period: Duration.hours(1),
      statistic: Stats.SUM,
    });
  }

  /** Pauses grow up to an hour, so with less than two an alarm would come and go while the trouble stays. */
  private dueTrouble(metricName: DueTrouble): Metric {
    return new Metric({
      namespace: 'reseller-desk',
      metricName,
      dimensionsMap: { service: DUE_SERVICE, stage: this.stage.name },
      period: Duration.hours(2),
      statistic: Stats.SUM,
    });
  }

  private alarm(
    name: string,
    metric: IMetric,
    props: {
      description: string;
      threshold?: number;
      periods?: number;
      comparison?: ComparisonOperator;
      missing?: TreatMissingData;
    },
  ): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.stage.name}-desk-${name}`,
      alarmDescription: `${props.description} What to do: docs/runbook.md, ${name}.`,
      metric,
      threshold: props.threshold ?? 1,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/** Of all functions of the account in its region: concurrency is the account's. */
const throttles = new Metric({
  namespace: 'AWS/Lambda',
  metricName: 'Throttles',
  period: Duration.minutes(5),
  statistic: Stats.SUM,
});

function topicTo(scope: Construct, mail: string): Topic {
  const topic = new Topic(scope, 'topic', { enforceSSL: true });
  topic.addSubscription(new EmailSubscription(mail));
  return topic;
}
