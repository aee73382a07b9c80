import * as z from 'zod';
import { type EventDoc, linkEvents } from '../functions/links/events.ts';
import { rebateEvents } from '../functions/rebates/events.ts';
import { unbindEvents } from '../functions/unbinds/events.ts';
import { webhookEvents } from '../functions/webhooks/events.ts';

/** Every event for whoever listens to the bus or a webhook: its type, what it means, and what its data holds. */
export function eventCatalogue(): string {
  return [
    '# Events about linking, unbinding and rebates',
    '',
    'Events leave on the desk’s EventBridge bus and by [webhooks](../webhooks.md) under these types. Each carries `id` (that of',
    'its timeline entry: the same one may come twice), `org`, `subject`, `seq`, `occurredAt`, `correlationId`, `schemaVersion`',
    'and `data`. Every `data` holds `actor`: who did it, by reference; persons are never named. Fields are only ever added. A',
    'question mark is a field that may be absent.',
    '',
    ...tableOf(linkEvents),
    '',
    '## Events about unbinding',
    '',
    ...tableOf(unbindEvents),
    '',
    '## Events about rebates',
    '',
    ...tableOf(rebateEvents),
    '',
    '## Events about webhooks',
    '',
    ...tableOf(webhookEvents),
    '',
  ].join('\n');
}

function tableOf(events: Readonly<Record<string, EventDoc>>): readonly string[] {
  const rows = Object.entries(events).map(
    ([type, { says, data }]) => `| \`${type}.v1\` | ${says} | ${fieldsOf(data)} |`,
  );
  return ['| Event | What it says | Data |', '|---|---|---|', ...rows];
}

function fieldsOf(data: z.ZodObject): string {
  const names = Object.entries(data.shape).map(([name, schema]) => {
    const isOptional = schema instanceof z.ZodType && schema.safeParse(undefined).success;
    const says = z.globalRegistry.get(schema)?.description;
    return `\`${name}${isOptional ? '?' : ''}\`${says ? ` (${says.replaceAll('|', '/')})` : ''}`;
  });
  return names.join(', ') || '–';
}
