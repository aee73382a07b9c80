import * as z from 'zod';
import { linkEvents } from '../functions/links/events.ts';

/** Every event about linking, for whoever listens to the bus: its type, what it means, and what its data holds. */
export function eventCatalogue(): string {
  const rows = Object.entries(linkEvents).map(
    ([type, { says, data }]) => `| \`${type}.v1\` | ${says} | ${fieldsOf(data)} |`,
  );
  return [
    '# Events about linking',
    '',
    'Events leave on the desk’s EventBridge bus under these detail types. Each carries `id` (that of its timeline entry: the',
    'same one may come twice), `org`, `subject`, `seq`, `occurredAt`, `correlationId`, `schemaVersion` and `data`. Every `data`',
    'holds `actor`: who did it, by reference; persons are never named. Fields are only ever added. A question mark is a field',
    'that may be absent.',
    '',
    '| Event | What it says | Data |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function fieldsOf(data: z.ZodObject): string {
  const names = Object.entries(data.shape).map(([name, schema]) => {
    const isOptional = schema instanceof z.ZodType && schema.safeParse(undefined).success;
    const says = z.globalRegistry.get(schema)?.description;
    return `\`${name}${isOptional ? '?' : ''}\`${says ? ` (${says.replaceAll('|', '/')})` : ''}`;
  });
  return names.join(', ') || '–';
}
