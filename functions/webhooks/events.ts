import * as z from 'zod';
import type { EventDoc } from '../links/events.ts';
import { linkEvents } from '../links/events.ts';
import { rebateEvents } from '../rebates/events.ts';
import { unbindEvents } from '../unbinds/events.ts';

/** Events about webhooks themselves. None names the receiver's address: its path may hold a secret. */
export const webhookEvents: Readonly<Record<string, EventDoc>> = {
  'webhook.created': {
    says: 'Somebody wants to be told of events',
    data: z.strictObject({ types: z.array(z.string()) }),
  },
  'webhook.changed': { says: 'A webhook is other than before', data: z.strictObject({ fields: z.array(z.string()) }) },
  'webhook.secret_rotated': {
    says: 'A webhook has a new signing secret',
    data: z.strictObject({ oldUntil: z.string().describe('until then the one before signs beside it') }),
  },
  'webhook.enabled': { says: 'A webhook was switched on again', data: z.strictObject({ fields: z.array(z.string()) }) },
  'webhook.disabled': {
    says: 'A webhook is sent nothing more',
    data: z.strictObject({
      because: z.enum(['asked', 'gone', 'failing']),
      fields: z.array(z.string()).optional().describe('what was changed with it'),
    }),
  },
  'webhook.deleted': { says: 'A webhook is no more', data: z.strictObject({}) },
  'webhook.test': { says: 'Somebody wants to see a delivery', data: z.strictObject({}) },
};

/** Every event that leaves by a webhook, with the version that it has on the bus. */
const told: readonly string[] = Object.keys({ ...linkEvents, ...unbindEvents, ...rebateEvents, ...webhookEvents }).map(
  (type) => `${type}.v1`,
);
const prefixes = new Set(told.map(prefixOf));

/** Which events a webhook is sent: exact names (`link_request.completed.v1`), or all of a kind (`link_request.*`). */
export const EventTypes = z
  .array(
    z.string().refine(isKnown, {
      error: `an event of the catalogue such as link_request.completed.v1, or all of a kind: ${[...prefixes].join('.*, ')}.*`,
    }),
  )
  .min(1, { error: 'at least one event' })
  .max(50)
  .refine((types) => new Set(types).size === types.length, { error: 'each event once' });

/** Whether a webhook for these types is sent an event. */
export function wants(types: readonly string[], type: string): boolean {
  return types.includes(type) || types.includes(`${prefixOf(type)}.*`);
}

function isKnown(pattern: string): boolean {
  return pattern.endsWith('.*') ? prefixes.has(pattern.slice(0, -2)) : told.includes(pattern);
}

function prefixOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}
