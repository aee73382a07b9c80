import { basename } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { buildOptions } from '../../infra/bundle.ts';
import { entryOf, type GroupName, groups } from '../../infra/groups.ts';

const callClouds: readonly GroupName[] = ['links-provider', 'verification', 'unbinds-provider', 'rebates-provider'];
const callNone = Object.keys(groups).filter(
  (name): name is GroupName => name in groups && !callClouds.some((one) => one === name),
);
const sdks = ['tencentcloud-sdk-nodejs', '@alicloud/openapi-core', '@huaweicloud/huaweicloud-sdk-core'];

describe('what a function runs when it starts', () => {
  it('is no provider’s SDK: the adapter of a cloud is loaded with the first call to it', async () => {
    const entryPoints = callClouds.map(entryOf);
    const metafile = await bundled(entryPoints);
    for (const entry of entryPoints) {
      const [atStart, ever] = [reached(metafile, entry, false), reached(metafile, entry, true)];
      for (const sdk of sdks) {
        expect([entry, ever.filter((file) => file.includes(sdk)).length > 0]).toEqual([entry, true]);
        expect([entry, atStart.filter((file) => file.includes(sdk))]).toEqual([entry, []]);
      }
    }
  });
});

describe('what a function has at all', () => {
  it('is no adapter and no SDK where it calls no cloud, whatever it asks of the registry', async () => {
    const { outputs } = await bundled(callNone.map(entryOf));
    for (const [name, { inputs }] of Object.entries(outputs)) {
      const files = Object.keys(inputs);
      const strange = files.filter((file) => sdks.some((sdk) => file.includes(sdk)) || file.endsWith('/adapter.ts'));
      expect([name, strange]).toEqual([name, []]);
    }
  });
});

describe('the run sheets', () => {
  it('are in the functions by which people work, and in no other', async () => {
    const names = Object.keys(groups).filter((name): name is GroupName => name in groups);
    const { outputs } = await bundled(names.map(entryOf));
    const having = Object.values(outputs).flatMap(({ entryPoint, inputs }) =>
      Object.keys(inputs).some((file) => /sheets\/[a-z-]+\/index\.ts$/.test(file)) ? [entryPoint] : [],
    );
    expect(having).toEqual((['links-write', 'unbinds-read', 'unbinds-write'] as const).map(entryOf));
  });
});

async function bundled(entryPoints: string[]): Promise<Metafile> {
  const plugins = [...buildOptions.plugins];
  const { metafile } = await build({ ...buildOptions, plugins, entryPoints, outdir: 'none', write: false });
  return metafile;
}

/**
 * The files that an entry imports, directly or not; those behind an `import()` as well where said. One with a folder's name
 * in its path is known to the metafile by its pattern alone.
 */
function reached({ inputs }: Metafile, entry: string, later: boolean): readonly string[] {
  const seen = new Set([entry]);
  for (const file of seen)
    for (const { path, kind } of inputs[file]?.imports ?? []) {
      const named = path.includes('*') ? Object.keys(inputs).filter((one) => basename(one) === basename(path)) : [];
      const isLater = kind === 'dynamic-import' || path.includes('*');
      if (later || !isLater) for (const one of named.length > 0 ? named : [path]) seen.add(one);
    }
  return [...seen];
}
