import { Construct } from 'constructs';
import { ClocksReadEnv } from '../../functions/clocks/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';

/** The clock board: every open deadline. It only reads. */
export class Clocks extends Construct {
  readonly read: DeskFunction;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'clocks');
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'clocks-read',
      env: ClocksReadEnv,
      vars: {},
      tables: { desk: ['get', 'getMany'] },
      indexes: ['waiting'],
    });
  }
}
