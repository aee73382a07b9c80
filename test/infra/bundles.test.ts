import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { buildOptions } from '../../infra/bundle.ts';
import { entryOf, type GroupName } from '../../infra/groups.ts';

const callClouds: readonly GroupName[] = ['links-provider', 'verification', 'unbinds-provider', 'rebates-provider'];
const sdks = ['tencentcloud-sdk-nodejs', '@alicloud/openapi-core', '@huaweicloud/huaweicloud-sdk-core'];

describe('what a function runs when it starts', () => {
  it('is no provider’s SDK: the adapter of a cloud is loaded with the first call to it', async () => {
    const entryPoints = callClouds.map(entryOf);
    const { metafile } = await build({
      ...buildOptions,
      plugins: [...buildOptions.plugins],
      entryPoints,
      outdir: 'none',
      write: false,
    });
    for (const entry of entryPoints) {
      const [atStart, ever] = [reached(metafile, entry, false), reached(metafile, entry, true)];
      for (const sdk of sdks) {
        expect([entry, ever.filter((file) => file.includes(sdk)).length > 0]).toEqual([entry, true]);
        expect([entry, atStart.filter((file) => file.includes(sdk))]).toEqual([entry, []]);
      }
    }
  });
});

/** The files that an entry imports, directly or not; those behind an `import()` as well where said. */
function reached({ inputs }: Metafile, entry: string, later: boolean): readonly string[] {
  const seen = new Set([entry]);
  for (const file of seen)
    for (const { path, kind } of inputs[file]?.imports ?? []) if (later || kind !== 'dynamic-import') seen.add(path);
  return [...seen];
}
