import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  SearchExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { DUE_SERVICE } from '../../functions/platform/due-measures.ts';
import type { Stage } from '../stage.ts';
import type { DeskApi } from './desk-api.ts';
import { DeskFunction } from './desk-function.ts';
import { DeskMachine } from './desk-machine.ts';
import { DeskQueue } from './desk-queue.ts';

type DeskDashboardProps = {
  readonly stage: Stage;
  readonly api: DeskApi;
  readonly relay: DeskFunction;
};

const day = Duration.days(1);
const fiveMinutes = Duration.minutes(5);

/**
 * `<stage>-desk`: how linking goes, from the top; further down what carries it, for every function, queue and machine
 * that the app has when this is made. `docs/runbook.md` says what to look for.
 */
export class DeskDashboard extends Construct {
  private readonly stage: Stage;

  constructor(scope: Construct, { stage, api, relay }: DeskDashboardProps) {
    super(scope, 'dashboard');
    this.stage = stage;
    const parts = this.node.root.node.findAll();
    const functions = parts.filter((part): part is DeskFunction => part instanceof DeskFunction);
    const dead = parts.filter((part) => part instanceof DeskQueue).map(({ dead: queue }) => queue);
    const machines = parts.filter((part) => part instanceof DeskMachine);
    new Dashboard(this, 'desk', {
      dashboardName: `${stage.name}-desk`,
      defaultInterval: Duration.days(7),
      widgets: [...this.linking(), ...this.background(relay, dead, machines), ...serving(api, functions)],
    });
  }

  private linking(): IWidget[][] {
    const outcomes = ['Completed', 'Rejected', 'Expired', 'Cancelled', 'Failed'];
    return [
      [
        graph('Time to link, seconds', [
          this.bySite('TimeToLink', ['site'], 'p50'),
          this.bySite('TimeToLink', ['site'], 'p90'),
          this.bySite('TimeToEffective', ['site'], 'p50'),
        ]),
        graph('Time that each party had ended requests, seconds', [this.bySite('TimeSpent', ['site', 'party'], 'Sum')]),
      ],
      [
        graph(
          'Outcomes a day, by site',
          outcomes.map((outcome) => this.bySite(`LinkRequests${outcome}`, ['site'], 'Sum')),
        ),
        graph('Failures a day, by code', [this.bySite('LinkRequestFailures', ['site', 'code'], 'Sum')]),
      ],
      [
        graph(
          'Links whose verified state changed, a day',
          ['Effective', 'Degraded', 'Broken', 'NotEffectiveInTime'].map((to) =>
            this.bySite(`Links${to}`, ['site'], 'Sum'),
          ),
        ),
      ],
    ];
  }

  private background(relay: DeskFunction, dead: readonly DeskQueue['dead'][], machines: readonly DeskMachine[]) {
    const trouble = ['DueWorkFailed', 'DueWorkStuck', 'DueItemsUnreadable'].map(
      (metricName) =>
        new Metric({
          namespace: 'reseller-desk',
          metricName,
          dimensionsMap: { service: DUE_SERVICE, stage: this.stage.name },
          statistic: Stats.SUM,
          period: fiveMinutes,
        }),
    );
    const restarted = this.bySite('ExecutionsRestarted', ['site'], 'Sum');
    return [
      [
        graph('Due work', trouble),
        graph('Age of what the relay reads, milliseconds', [
          relay.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: fiveMinutes }),
        ]),
      ],
      [
        graph(
          'Dead letters',
          dead.map((queue) =>
            queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fiveMinutes }),
          ),
        ),
        graph('Executions that broke, and those that followed', [
          ...machines.flatMap((machine) => [
            machine.metricFailed({ period: fiveMinutes }),
            machine.metricTimedOut({ period: fiveMinutes }),
            machine.metricAborted({ period: fiveMinutes }),
          ]),
          restarted,
        ]),
      ],
    ];
  }

  /** One line for each combination of these dimensions that there is, by day. */
  private bySite(metricName: string, dimensions: readonly string[], statistic: string): SearchExpression {
    const schema = ['reseller-desk', 'service', 'stage', ...dimensions].join(',');
    const found = `{${schema}} MetricName="${metricName}" stage="${this.stage.name}"`;
    const values = dimensions.map((name) => `\${PROP('Dim.${name}')}`).join(' ');
    return new SearchExpression({
      expression: `SEARCH('${found}', '${statistic}', ${day.toSeconds()})`,
      label: `${metricName} ${statistic === 'Sum' ? '' : `${statistic} `}${values}`,
      period: day,
    });
  }
}

function serving(api: DeskApi, functions: readonly DeskFunction[]): IWidget[][] {
  const each = (metric: (fn: DeskFunction) => Metric) => functions.map((fn) => metric(fn).with({ label: fn.group }));
  return [
    [
      graph('Calls of the API', [
        api.metric('Count', Stats.SUM),
        api.metric('4xx', Stats.SUM),
        api.metric('5xx', Stats.SUM),
      ]),
      graph('Latency of the API, milliseconds', [api.metric('Latency', 'p50'), api.metric('Latency', 'p99')]),
    ],
    [
      graph(
        'Errors of functions',
        each((fn) => fn.metricErrors({ period: fiveMinutes })),
      ),
      graph(
        'Throttled functions',
        each((fn) => fn.metricThrottles({ period: fiveMinutes })),
      ),
    ],
    [
      graph(
        'Duration of functions, p99, milliseconds',
        each((fn) => fn.metricDuration({ statistic: 'p99', period: fiveMinutes })),
      ),
    ],
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 12, height: 6 });
}
