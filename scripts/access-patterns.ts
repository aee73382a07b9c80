import { type AccessPattern, accessPatterns } from '../functions/access-patterns.ts';

/** Every kind of item with its keys, table by table. */
export function accessPatternTables(): string {
  const tables = ['desk', 'timeline', 'private'] as const;
  return [
    '# Access patterns',
    '',
    'Every kind of item, its keys and who uses it. Angle brackets hold what varies. The indexes of the desk table are',
    'sparse: an item stands in one only while it has that index’s keys. `list` and `waiting` serve lists; `anchor` finds the',
    'records whose timeline grew in an hour, of all organisations. Keys start with the organisation except in the global',
    'spaces, which say so.',
    '',
    ...tables.flatMap((table) => [
      `## ${table}`,
      '',
      '| Item | Partition key | Sort key | Indexes | Used by |',
      '|---|---|---|---|---|',
      ...accessPatterns.filter((pattern) => pattern.table === table).map(row),
      '',
    ]),
  ].join('\n');
}

function row({ item, pk, sk, indexes = {}, usedBy }: AccessPattern): string {
  const indexed = Object.entries(indexes).map(([name, key]) => `${name}: \`${key.pk}\`, \`${key.sk}\``);
  return `| ${[item, `\`${pk}\``, `\`${sk}\``, indexed.join('<br>'), usedBy].join(' | ')} |`;
}
