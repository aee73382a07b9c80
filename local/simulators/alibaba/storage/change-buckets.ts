import { ControlRefusal } from '../../control.ts';
import { partnerOf } from '../customer-side.ts';
import { drawKey } from '../seed-state.ts';
import type { Key } from '../state.ts';
import type { World } from '../world.ts';
import type { Bucket } from './stored.ts';

/** What the simulator answers itself under its address. */
const taken: ReadonlySet<string> = new Set(['console', 'register', 'statements']);

/** Makes a bucket of a partner, the role that may put and get in it, and the key of a user who may take on that role. */
export function addBucket(
  world: World,
  { account, name, region }: Pick<Bucket, 'account' | 'name' | 'region'>,
): { bucket: Bucket; key: Key } {
  partnerOf(world, account);
  if (taken.has(name) || world.state.buckets.some((each) => each.name === name)) {
    throw new ControlRefusal(409, 'bucket_exists', `There is a bucket ${name} already.`);
  }
  const bucket: Bucket = { account, name, region, role: `acs:ram::${account}:role/${name}` };
  const key: Key = { ...drawKey(world.random), account, status: 'active', bucket: name };
  world.state.buckets.push(bucket);
  world.state.keys.push(key);
  return { bucket, key };
}
