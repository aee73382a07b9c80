import * as z from 'zod';
import { LinksProviderEnv, LinksWorkEnv } from '../links/env.ts';
import { BaseEnv } from '../platform/env.ts';

/** Where evidence lies. */
const EvidenceEnv = BaseEnv.extend({ EVIDENCE_BUCKET: z.string() });

export const UnbindsReadEnv = EvidenceEnv;
export const UnbindsWriteEnv = EvidenceEnv;
/** Tasks of the unbind machine that touch nothing but our own tables; they also hold task tokens. */
export const UnbindsTasksEnv = BaseEnv;
/** Tasks and due work that call a cloud. */
export const UnbindsProviderEnv = LinksProviderEnv;
/** Watches executions and raises the attempt of those that died. */
export const UnbindsWorkEnv = LinksWorkEnv.omit({ LINK_MACHINE_ARN: true }).extend({
  UNBIND_MACHINE_ARN: LinksWorkEnv.shape.LINK_MACHINE_ARN,
});
