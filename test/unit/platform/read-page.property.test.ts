import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../functions/kernel/paging.ts';
import { readPage } from '../../../functions/platform/read-page.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const sk = fc.stringMatching(/^[A-Z]{1,2}#[0-9a-z]{1,4}$/);

test('the pages of any list hold each item once, in order, whatever their size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(sk, { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      fc.constantFrom(undefined, 'list', 'waiting'),
      async (keys, limit, descending, index) => {
        const tables = memoryTables();
        const indexed = (key: string) => ({ listPk: 'P', listSk: key, waitingPk: 'P', waitingSk: key });
        for (const key of keys) tables.seed('desk', { pk: 'P', sk: key, ...indexed(key) }, { pk: 'OTHER', sk: key });
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const list = { table: 'desk', pk: 'P', descending, ...(index && { index }) } as const;
          const page = await readPage(tables, list, { limit, cursor });
          if (!page.ok) throw new Error('refused its own cursor');
          expect(page.value.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.value.items.map((item) => item.sk));
          cursor = page.value.next;
        } while (cursor);
        const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(seen).toEqual(descending ? sorted.toReversed() : sorted);
      },
    ),
  );
});

test('a cursor is read as it was written, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 4 }), (parts) => {
      expect(decodeCursor(encodeCursor(parts))).toEqual({ ok: true, value: parts });
    }),
  );
  fc.assert(
    fc.property(fc.json(), (json) => {
      const read = decodeCursor(Buffer.from(json).toString('base64url'));
      const parsed: unknown = JSON.parse(json);
      const isParts = Array.isArray(parsed) && parsed.length > 0 && parsed.length <= 4;
      const allText = isParts && parsed.every((part) => typeof part === 'string' && part.length <= 256);
      expect(read.ok).toBe(allText);
    }),
  );
});
