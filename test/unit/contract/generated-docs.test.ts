import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedDocs } from '../../../scripts/generate-docs.ts';

const folder = new URL('../../../docs/generated/', import.meta.url);

describe('docs/generated', () => {
  it.each(Object.entries(generatedDocs))(
    '%s says what the code says; else run node scripts/generate-docs.ts',
    (file, make) => {
      expect(readFileSync(new URL(file, folder), 'utf8')).toBe(make());
    },
  );
});
