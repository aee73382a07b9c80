import { type Desk, type DeskClient, expectOk, newCustomer, type Reseller, wishFor } from './desk.ts';

/**
 * Keeps the desk from starting the machine of the reseller's next request: the relay is told that its execution is
 * there already.
 */
export function keepFromStarting({ faults }: Desk, { org }: Reseller): void {
  const body = (sent: unknown) => JSON.stringify(sent).includes(org);
  faults.answer({ service: 'states', operation: 'StartExecution', body }, { error: 'ExecutionAlreadyExists' });
}

/** A request whose machine the test plays, under the name that the record gives to its execution. */
export async function requestWithoutMachine(desk: Desk, reseller: Reseller, operator: DeskClient) {
  keepFromStarting(desk, reseller);
  const customer = await newCustomer(desk);
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body: wishFor(reseller, customer) }))).json;
  return { customer, requestId: linkRequest.id, execution: linkRequest.execution };
}
