import * as z from 'zod';
import { LinksWorkEnv } from '../links/env.ts';
import { BaseEnv } from '../platform/env.ts';
import { providerVars } from '../providers/env.ts';

/** Where snapshots, originals and plans lie. */
const ObjectsEnv = BaseEnv.extend({ REBATES_BUCKET: z.string() });

export const RebatesReadEnv = ObjectsEnv;
export const RebatesWriteEnv = ObjectsEnv;
/** The task that asks a cloud. */
export const RebatesProviderEnv = ObjectsEnv.extend(providerVars);
/** Tasks that compare and apply. */
export const RebatesTasksEnv = ObjectsEnv;
/** Begins the nights of all accounts. */
export const RebatesNightsEnv = BaseEnv;
/** Watches executions and raises the attempt of those that died. */
export const RebatesWorkEnv = BaseEnv.extend({
  REBATE_MACHINE_ARN: LinksWorkEnv.shape.LINK_MACHINE_ARN,
  RESTART_AFTER_SECONDS: LinksWorkEnv.shape.RESTART_AFTER_SECONDS,
});
