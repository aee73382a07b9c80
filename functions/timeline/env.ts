import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

/** Reads timelines for auditors. */
export const TimelineReadEnv = BaseEnv;
/** Anchors the heads of all timelines, hourly. */
export const TimelineAnchorEnv = BaseEnv.extend({ ANCHOR_BUCKET: z.string() });
