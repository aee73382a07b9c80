import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { accessPatterns } from '../../../functions/access-patterns.ts';
import { kindOf, storedKinds } from '../../../functions/stored-kinds.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('every row of the access patterns has its kind in functions/stored-kinds.ts, and no kind is without a row', () => {
  expect(Object.keys(storedKinds).toSorted()).toEqual([...new Set(accessPatterns.map(({ item }) => item))].toSorted());
});

test('every shape of the code is that of a kind, or a migration would leave its items out', () => {
  const declared = globSync('functions/**/*.ts', { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/storedShape\(\{\s*name: '([^']+)'/g)].map(([, name]) => name),
  );
  const known = new Set(Object.values(storedKinds).flatMap(({ shape }) => shape?.name ?? []));
  expect(declared.length).toBeGreaterThan(20);
  expect(declared.filter((name) => name !== undefined && !known.has(name))).toEqual([]);
});

test('every golden item is of the kind that its key says', () => {
  const golden = z.array(z.looseObject({ pk: z.string(), sk: z.string() }));
  const found = globSync('test/fixtures/stored/*.json', { cwd: root }).flatMap((path) => {
    const [, slug = ''] = /([^/]+)\.v\d+\.json$/.exec(path) ?? [];
    return golden.parse(JSON.parse(read(path))).map((item) => ({ name: slug.replaceAll('-', ' '), item }));
  });
  const shapeAt = (key: { pk: string; sk: string }) =>
    (['desk', 'timeline', 'private'] as const).flatMap((table) => kindOf(table, key)?.shape?.name ?? []);
  expect(found.filter(({ name, item }) => !shapeAt(item).includes(name.replace('one time', 'one-time')))).toEqual([]);
});
