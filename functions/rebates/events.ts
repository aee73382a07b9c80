import type { EventDoc } from '../links/events.ts';
import { syncEvents } from './sync/events.ts';
import { rebateUploadEvents } from './uploads/events.ts';

/** Every event about rebates; each room says its own. */
export const rebateEvents: Readonly<Record<string, EventDoc>> = { ...syncEvents, ...rebateUploadEvents };
