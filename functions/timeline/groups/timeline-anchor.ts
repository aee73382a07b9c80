import middy from '@middy/core';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { s3Anchors } from '../adapters/anchors-s3.ts';
import { anchorHours } from '../anchor-hours.ts';
import { TimelineAnchorEnv } from '../env.ts';

const env = readEnv(TimelineAnchorEnv);
const { tables, clock, logger } = runtime(env, 'timeline-anchor');
const anchors = s3Anchors(env.ANCHOR_BUCKET);

/** Runs every hour, some minutes past it. */
export const handler = middy<unknown, { anchored: readonly string[] }>().handler(async () => {
  const anchored = await anchorHours({ tables, clock, anchors });
  logger.info('anchored timelines', { hours: anchored });
  return { anchored };
});
