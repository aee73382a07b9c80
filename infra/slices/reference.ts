import { Construct } from 'constructs';
import { BaseEnv } from '../../functions/platform/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';

/** The API reference. Its function may do nothing but write its log. */
export class Reference extends Construct {
  readonly public: DeskFunction;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'reference');
    this.public = new DeskFunction(this, {
      ...shared,
      group: 'reference-public',
      env: BaseEnv,
      vars: {},
      tables: {},
    });
  }
}
