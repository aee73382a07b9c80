import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Operation } from '../functions/platform/contract.ts';
import type { CodeOf } from './bundle.ts';
import { AppStack } from './stacks/app.ts';
import { StatefulStack } from './stacks/stateful.ts';
import { WatchStack } from './stacks/watch.ts';
import type { Stage } from './stage.ts';

type DeskProps = {
  readonly stage: Stage;
  readonly code: CodeOf;
  readonly contract: Readonly<Record<string, Operation>>;
};

/** The three stacks of one stage in `app`, checked against AWS's own list of good practice. */
export function addDesk(app: App, { stage, code, contract }: DeskProps): { stateful: StatefulStack; app: AppStack } {
  const stateful = new StatefulStack(app, { stage, code });
  const stack = new AppStack(app, { stage, code, contract, stateful });
  new WatchStack(app, { stage, app: stack });
  Tags.of(app).add('application', 'reseller-desk');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { stateful, app: stack };
}
