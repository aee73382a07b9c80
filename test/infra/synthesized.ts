import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { contract as realContract } from '../../functions/contract.ts';
import type { Operation } from '../../functions/platform/contract.ts';
import { addDesk } from '../../infra/app.ts';
import type { GroupName } from '../../infra/groups.ts';
import { awsStage, localStage, type Stage } from '../../infra/stage.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Props = { readonly [key: string]: Json };
export type Resource = { readonly Type: string; readonly Properties: Props } & Props;
export type Synthesized = {
  readonly stateful: { readonly Resources: Readonly<Record<string, Resource>> };
  readonly app: { readonly Resources: Readonly<Record<string, Resource>> };
  readonly watch: { readonly Resources: Readonly<Record<string, Resource>> };
};

const config = {
  stage: 'test',
  account: '111122223333',
  region: 'eu-central-1',
  mailFrom: 'desk@reseller-desk.example',
  machineClients: ['demo'],
};

export const testStage = (more: object = {}): Stage => awsStage({ ...config, ...more });

const endpoints = {
  tencent: 'http://127.0.0.1:4567',
  alibaba: 'http://127.0.0.1:4568',
  huawei: 'http://127.0.0.1:4569',
};

export const laptopStage = (more: object = {}): Stage =>
  localStage({ deskUrl: 'http://127.0.0.1:4566/desk', endpoints, ...more });

/** The app as deployed, but for the code of its functions; `flags` are CDK's, on top of those in cdk.json. */
export function makeApp(stage: Stage, contract: Readonly<Record<string, Operation>> = realContract, flags = {}): App {
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')) as {
    context: object;
  };
  const app = new App({
    context: { ...context, ...flags },
    outdir: mkdtempSync(join(tmpdir(), 'desk-synth-')),
    analyticsReporting: false,
  });
  addDesk(app, { stage, contract, code: () => Code.fromInline('exports.handler = async () => ({});') });
  return app;
}

/** All templates. CDK's own template rules have a test of their own: they take longer than all the rest. */
export function synthesize(stage: Stage, contract?: Readonly<Record<string, Operation>>): Synthesized {
  const app = makeApp(stage, contract, { '@aws-cdk/core:validateAgainstDefaultRules': false });
  const assembly = app.synth();
  const templates = {
    stateful: assembly.getStackByName(`${stage.name}-desk-stateful`).template as Synthesized['stateful'],
    app: assembly.getStackByName(`${stage.name}-desk-app`).template as Synthesized['app'],
    watch: assembly.getStackByName(`${stage.name}-desk-watch`).template as Synthesized['watch'],
  };
  rmSync(app.outdir, { recursive: true });
  return templates;
}

/** All resources of a type, of all stacks unless told otherwise, with their logical ids. */
export function resourcesOf(
  { stateful, app, watch }: Partial<Synthesized>,
  type: string,
): readonly (Resource & { readonly id: string })[] {
  return [stateful, app, watch]
    .flatMap((template) => Object.entries(template?.Resources ?? {}))
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ ...resource, id }));
}

/** One thing that a role may do. `on` and `when` are JSON, so that references show the logical id that they name. */
export type Grant = { readonly who: string; readonly action: string; readonly on: string; readonly when?: string };

/** Everything that roles may do. `who` is the function group, or the role's logical id where there is none. */
export function grantsOf(synthesized: Synthesized): readonly Grant[] {
  const groups = new Map(
    resourcesOf(synthesized, 'AWS::Lambda::Function').map(({ Properties }) => [
      reference(Properties['Role'] ?? ''),
      groupOf(text(Properties['FunctionName'])),
    ]),
  );
  const attached = resourcesOf(synthesized, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
    list(Properties['Roles']).map((role) => ({ role: reference(role), document: Properties['PolicyDocument'] })),
  );
  const inline = resourcesOf(synthesized, 'AWS::IAM::Role').flatMap(({ id, Properties }) =>
    list(Properties['Policies']).map((policy) => ({ role: id, document: (policy as Props)['PolicyDocument'] })),
  );
  return [...attached, ...inline].flatMap(({ role, document }) =>
    list((document as Props)['Statement']).flatMap((statement) =>
      grantsIn(groups.get(role) ?? role, statement as Props),
    ),
  );
}

export const groupOf = (functionName: string): GroupName => functionName.replace(/^.*-desk-/, '') as GroupName;

function grantsIn(who: string, { Action, Resource, Condition }: Props): readonly Grant[] {
  return list(Action).flatMap((action) =>
    list(Resource).map((resource) => ({
      who,
      action: text(action),
      on: typeof resource === 'string' ? resource : JSON.stringify(resource),
      ...(Condition !== undefined && { when: JSON.stringify(Condition) }),
    })),
  );
}

/** A name, or what refers to one. */
export const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

export const list = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Json];

/** The logical id that a `Ref` or `Fn::GetAtt` names. */
export function reference(value: Json): string {
  const { Ref, 'Fn::GetAtt': attribute } = value as Props;
  return text(Ref ?? list(attribute)[0]);
}
