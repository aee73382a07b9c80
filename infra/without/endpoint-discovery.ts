/**
 * Stands in for `@aws-sdk/endpoint-cache`, which keeps the addresses that DynamoDB's endpoint discovery finds: that is
 * for one old way of the client, switched off unless asked for. It brings a cache of 8 KB.
 */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }

  has(): boolean {
    return false;
  }

  set(): void {
    throw new Error('Endpoint discovery is left out of the bundles (infra/without).');
  }

  delete(): void {
    throw new Error('Endpoint discovery is left out of the bundles (infra/without).');
  }
}
