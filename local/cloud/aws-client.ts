import { engineRegion } from '../engine/engine.ts';

/** What SDK clients of the local cloud are made with: its address and the engine's root keys. */
export interface AwsClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function awsClientConfig(endpoint: string): AwsClientConfig {
  return { endpoint, region: engineRegion, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}
