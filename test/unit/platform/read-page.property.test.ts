import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../functions/kernel/paging.ts';
import { cursorPast, readFiltered, readPage } from '../../../functions/platform/read-page.ts';
import type { Tables } from '../../../functions/platform/tables.ts';
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

describe('R017: a list by filters', () => {
  /** `kind` is what the store filters by, `odd` what only we can tell. */
  const item = fc.record({ sk, kind: fc.constantFrom('a', 'b'), odd: fc.boolean() });

  test('has each item that fits once and in order over its pages, all of them full but the last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(item, { maxLength: 60, selector: (one) => one.sk }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.boolean(),
        fc.nat(59),
        async (items, limit, descending, filtered, shown) => {
          const tables = memoryTables();
          for (const one of items) tables.seed('desk', { pk: 'P', ...one });
          const where = filtered ? [[{ field: 'kind', eq: 'a' }]] : [];
          const fits = items.filter(({ kind, odd }) => (!filtered || kind === 'a') && odd);
          const ahead = fits.slice(shown, shown + 2).map((one) => one.sk);
          const seen: string[] = [...ahead];
          let shortPages = 0;
          let cursor: string | undefined = ahead.length > 0 ? cursorPast(ahead) : undefined;
          do {
            const list = { table: 'desk', pk: 'P', descending, where } as const;
            const page = await readFiltered(tables, list, { limit, cursor }, (one) => one['odd'] === true);
            if (!page.ok) throw new Error('refused its own cursor');
            seen.push(...page.value.items.map((one) => one.sk));
            cursor = page.value.next;
            shortPages += cursor !== undefined && page.value.items.length < limit ? 1 : 0;
          } while (cursor);
          const sorted = fits.map((one) => one.sk).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
          const inOrder = (descending ? sorted.toReversed() : sorted).filter((one) => !ahead.includes(one));
          expect(seen).toEqual([...ahead, ...inOrder]);
          expect(shortPages).toBe(0);
        },
      ),
    );
  });

  /** A list so long that the store in memory would sort for seconds; the last of it fits. */
  const long = (count: number) => {
    const keys = Array.from({ length: count }, (_, at) => String(at).padStart(6, '0'));
    const query = vi.fn<Tables['query']>(async ({ after, limit: asked }) => {
      // as much as the store gives at once
      const limit = Math.min(asked, 1000);
      const from = after === undefined ? 0 : Number(after) + 1;
      const last = keys[from + limit - 1];
      const fits = from < count && from + limit >= count ? [{ pk: 'P', sk: keys[count - 1] ?? '' }] : [];
      return { items: fits, more: last !== undefined, ...(last !== undefined && { last }) };
    });
    return { tables: { ...memoryTables(), query }, query };
  };
  const list = { table: 'desk', pk: 'P', where: [[{ field: 'kind', eq: 'a' }]] } as const;

  test('of which one of 10,000 fits is read to its end in 11 reads', async () => {
    const { tables, query } = long(10_000);
    const page = await readFiltered(tables, list, { limit: 25 });
    expect(page).toEqual({ ok: true, value: { items: [{ pk: 'P', sk: '009999' }] } });
    expect(query).toHaveBeenCalledTimes(11);
  });

  test('that takes long is given short after the read that passes 10 seconds', async () => {
    const { tables, query } = long(10_000);
    const read = query.getMockImplementation();
    const now = vi.spyOn(Date, 'now').mockReturnValue(0);
    query.mockImplementation(async (asked) => {
      now.mockReturnValue(Date.now() + 6000);
      return read?.(asked) ?? { items: [], more: false };
    });
    const first = await readFiltered(tables, list, { limit: 25 });
    now.mockRestore();
    expect(first).toMatchObject({ ok: true, value: { items: [], next: expect.any(String) } });
    expect(query).toHaveBeenCalledTimes(2);
    const rest = await readFiltered(tables, list, { limit: 25, cursor: first.ok ? first.value.next : '' });
    expect(rest).toEqual({ ok: true, value: { items: [{ pk: 'P', sk: '009999' }] } });
  });

  test('that is longer than 24 reads is given short, and says where to go on', async () => {
    const { tables, query } = long(24_000);
    const first = await readFiltered(tables, list, { limit: 25 });
    expect(first).toMatchObject({ ok: true, value: { items: [], next: expect.any(String) } });
    expect(query).toHaveBeenCalledTimes(24);
    const rest = await readFiltered(tables, list, { limit: 25, cursor: first.ok ? first.value.next : '' });
    expect(rest).toEqual({ ok: true, value: { items: [{ pk: 'P', sk: '023999' }] } });
  });
});
