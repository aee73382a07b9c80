import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type MachineName, machines } from '../../statemachines/machines.ts';
import type { Stage } from '../stage.ts';
import { acknowledgeWildcard, type Right } from './desk-function.ts';

type GroupsOf<M extends MachineName> = (typeof machines)[M]['groups'];
type GroupOf<M extends MachineName> = GroupsOf<M>[keyof GroupsOf<M>] & string;

type DeskMachineProps<M extends MachineName> = {
  readonly stage: Stage;
  readonly name: M;
  /** The groups that the definition's placeholders name: all of them, and the only ones that it may invoke. */
  readonly groups: Readonly<Record<GroupOf<M>, IFunction>>;
};

/** A Standard machine from its file in `statemachines/`. Its log leaves out data: task tokens travel in payloads. */
export class DeskMachine<M extends MachineName = MachineName> extends StateMachine {
  readonly machine: M;

  constructor(scope: Construct, { stage, name, groups }: DeskMachineProps<M>) {
    const role = new Role(scope, `${name}-machine-role`, { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    acknowledgeWildcard(role, '*', 'Log deliveries and trace segments belong to no resource.');
    super(scope, `${name}-machine`, {
      stateMachineName: machineNameOf(stage, name),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definitionOf(name)),
      definitionSubstitutions: substitutions(name, groups),
      role,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(scope, `${name}-machine-log`, {
          // Step Functions' log deliveries share one resource policy; under this prefix its size does not grow.
          logGroupName: `/aws/vendedlogs/states/${machineNameOf(stage, name)}`,
          retention: stage.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.machine = name;
    const callable: readonly IFunction[] = Object.values(groups);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: callable.map((group) => group.functionArn),
      }),
    );
  }
}

/**
 * The machine's ARN from its name, so that the groups that it invokes can be granted answers to its waits: by
 * reference each would wait for the other.
 */
export function machineArnOf(scope: Construct, stage: Stage, name: MachineName): string {
  return arnOf(scope, 'stateMachine', machineNameOf(stage, name));
}

/** The right to answer the waits of every machine that has some. */
export function answerWaits(scope: Construct, stage: Stage): Right {
  const names = Object.keys(machines).filter((name): name is MachineName => name in machines);
  const waits = (name: MachineName) =>
    Object.values(machines[name].tasks).some((tasks: readonly string[]) => tasks.includes('hold-answer'));
  return {
    actions: ['states:SendTaskSuccess'],
    on: names.filter(waits).map((name) => machineArnOf(scope, stage, name)),
  };
}

/** The right to look at a machine's executions. */
export function describeExecutions(scope: Construct, stage: Stage, name: MachineName): Right {
  return {
    actions: ['states:DescribeExecution'],
    on: [arnOf(scope, 'execution', `${machineNameOf(stage, name)}:*`)],
    because: 'Executions are named after requests.',
  };
}

const machineNameOf = (stage: Stage, name: MachineName): string => `${stage.name}-desk-${name}`;

function arnOf(scope: Construct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource,
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function substitutions<M extends MachineName>(name: M, groups: Readonly<Record<string, IFunction>>) {
  const placeholders = Object.entries(machines[name].groups);
  return Object.fromEntries(
    placeholders.flatMap(([placeholder, group]) => {
      const found = groups[group];
      return found ? [[placeholder, found.functionArn]] : [];
    }),
  );
}

/** The definition without its white space, which counts towards the limit of a template. */
function definitionOf(name: MachineName): string {
  const file = join(import.meta.dirname, '../../statemachines', machines[name].definition);
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
}
