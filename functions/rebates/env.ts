import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

/** Where snapshots, originals and plans lie. */
const ObjectsEnv = BaseEnv.extend({ REBATES_BUCKET: z.string() });

export const RebatesReadEnv = ObjectsEnv;
export const RebatesWriteEnv = ObjectsEnv;
