import { Construct } from 'constructs';
import { CustomersReadEnv, CustomersWriteEnv } from '../../functions/customers/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';

/** The reseller's own records of its customers. */
export class Customers extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'customers');
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'customers-read',
      env: CustomersReadEnv,
      vars: {},
      tables: { desk: ['get', 'getMany'] },
      indexes: ['list'],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'customers-write',
      env: CustomersWriteEnv,
      vars: {},
      tables: { desk: ['get', 'getMany', 'put', 'update', 'delete'], timeline: ['put'] },
    });
  }
}
