import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { Stage } from '../functions/platform/env.ts';
import type { TableNames } from '../functions/platform/transact.ts';
import { findCloud } from '../local/cloud.ts';

/** How a script reaches a deployed desk. */
export type StageAccess = {
  readonly stage: string;
  /** What SDK clients are made with: the local cloud's address, or nothing, which is the caller's own AWS credentials. */
  readonly aws: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'>;
  readonly tables: TableNames;
  /** Name of a group's function. */
  readonly functionOf: (group: string) => string;
};

/** @throws with the remedy when the stage's name is none, or the local desk is not up. */
export async function accessTo(name = 'local'): Promise<StageAccess> {
  const { success: isStage, data: stage } = Stage.safeParse(name);
  if (!isStage)
    throw new Error(
      `"${name}" is no stage: say --stage <the stage of your config file>, or nothing for the local desk`,
    );
  const aws = stage === 'local' ? (await findCloud()).aws : {};
  const tableOf = (table: string) => `${stage}-desk-${table}`;
  return {
    stage,
    aws,
    tables: { desk: tableOf('desk'), timeline: tableOf('timeline'), private: tableOf('private') },
    functionOf: (group) => `${stage}-desk-${group}`,
  };
}
