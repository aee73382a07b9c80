import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { TableName } from '../../functions/kernel/write.ts';
import type { BaseEnv } from '../../functions/platform/env.ts';
import type { SignInRules } from '../../functions/platform/sign-in-rules.ts';
import type { IndexName } from '../../functions/platform/tables.ts';
import type { CodeOf } from '../bundle.ts';
import type { GroupName } from '../groups.ts';
import type { Stage } from '../stage.ts';
import type { DeskTable, TableRights } from './desk-table.ts';

/** What all groups of a stage share. */
export type Surroundings = {
  readonly stage: Stage;
  readonly code: CodeOf;
  readonly data: Readonly<Record<TableName, DeskTable>>;
};

/** The variables that a group's schema asks for beyond those of every group; all are text by nature. */
type Vars<E extends typeof BaseEnv> = {
  readonly [K in keyof Omit<z.input<E>, keyof z.input<typeof BaseEnv>>]: string;
};

/** A right beyond the tables. `because` is due where a resource has a wildcard. */
export type Right = {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  readonly when?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly because?: string;
};

export type DeskFunctionProps<E extends typeof BaseEnv> = Surroundings & {
  readonly group: GroupName;
  /** The schema that the group itself reads its environment with: a variable forgotten here does not compile. */
  readonly env: E;
  readonly vars: Vars<E>;
  readonly tables: TableRights;
  /** Indexes of the desk table that it queries. */
  readonly indexes?: readonly IndexName[];
  readonly may?: readonly Right[];
  /** 29 unless said: API Gateway gives up after 30. */
  readonly seconds?: number;
  /** Megabytes; 1024 unless said. 1769 are one whole processor. */
  readonly memory?: number;
};

/** A group of functions as one Lambda, named `<stage>-desk-<group>`, with its log and its rights. */
export class DeskFunction<E extends typeof BaseEnv = typeof BaseEnv> extends LambdaFunction {
  readonly group: GroupName;
  /** How long one call may take. */
  readonly seconds: number;

  constructor(scope: Construct, props: DeskFunctionProps<E>) {
    const { stage, code, data, group, vars, tables, indexes = [], may = [], seconds = 29, memory = 1024 } = props;
    const functionName = `${stage.name}-desk-${group}`;
    const logGroup = new LogGroup(scope, `${group}-log`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = roleOf(scope, group, logGroup);
    super(scope, group, {
      functionName,
      code: code(group),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Memory buys CPU: a cold start at 512 MB takes about twice as long.
      memorySize: memory,
      timeout: Duration.seconds(seconds),
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
      environment: { ...baseVars(props), ...vars },
    });
    this.group = group;
    this.seconds = seconds;
    if (tables.desk) data.desk.allow(this, tables.desk, indexes);
    if (tables.timeline) data.timeline.allow(this, tables.timeline);
    if (tables.private) data.private.allow(this, tables.private);
    for (const right of may) grant(role, resolvable(right, stage));
  }
}

function grant(role: Role, { actions, on, when, because }: Right): void {
  role.addToPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...on], ...(when && { conditions: when }) }),
  );
  if (because !== undefined) for (const resource of on) acknowledgeWildcard(role, resource, because);
}

/** A right as the stage's IAM can check it (see `differences.unresolvedActions`). */
function resolvable(right: Right, { unresolvedActions }: Stage): Right {
  const known = new Set<string>(unresolvedActions);
  return right.actions.some((action) => known.has(action)) ? { actions: right.actions, on: ['*'] } : right;
}

/** Notes why a policy below `scope` has this resource, which has a wildcard. */
export function acknowledgeWildcard(scope: Construct, resource: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}

/** A role of its own instead of AWS's managed policy, which may write to every log of the account. */
function roleOf(scope: Construct, group: GroupName, logGroup: LogGroup): Role {
  const role = new Role(scope, `${group}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  acknowledgeWildcard(role, '*', 'Trace segments of X-Ray belong to no resource.');
  return role;
}

/** What functions are told of another issuer; the gateway has the rest. */
function rulesOf({ claims, secondFactor }: NonNullable<Stage['issuer']>): z.output<typeof SignInRules> {
  return { claims, secondFactor };
}

function baseVars({ stage, data, group }: Surroundings & { group: GroupName }): Record<string, string> {
  return {
    STAGE: stage.name,
    DESK_TABLE: data.desk.tableName,
    TIMELINE_TABLE: data.timeline.tableName,
    PRIVATE_TABLE: data.private.tableName,
    ...(stage.simulated && { CLOCK_OFFSET_SECONDS: String(stage.simulated.clockOffsetSeconds) }),
    ...(stage.issuer && { SIGN_IN_RULES: JSON.stringify(rulesOf(stage.issuer)) }),
    POWERTOOLS_SERVICE_NAME: group,
    POWERTOOLS_METRICS_NAMESPACE: 'reseller-desk',
    NODE_OPTIONS: '--enable-source-maps',
  };
}
