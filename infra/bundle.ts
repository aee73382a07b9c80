import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, build } from 'esbuild';
import { entryOf, type GroupName, groups } from './groups.ts';
import { writeReferenceFiles } from './reference-files.ts';
import { leaveOut } from './without/leave-out.ts';

/** Where a group's code comes from: bundles when deploying, a line of text in tests. */
export type CodeOf = (group: GroupName) => Code;

const root = join(import.meta.dirname, '..');
const outdir = join(root, 'dist/functions');

/** How every group is bundled. */
export const buildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  // CommonJS starts 20 to 33 ms sooner than ESM, and a package's ESM form shakes smaller than its CommonJS form.
  format: 'cjs',
  mainFields: ['module', 'main'],
  // The SDK imports node:http when it first sends; by `import()` that also loads undici, by `require` it does not. Our own
  // `import()` of a provider's adapter becomes a call that first runs the modules behind it.
  supported: { 'dynamic-import': false },
  plugins: [leaveOut],
  // CommonJS has no import.meta; what is deployed beside a function lies where its bundle does.
  define: { 'import.meta.dirname': '__dirname' },
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles all groups in one go to `dist/functions/<group>/index.js`; what is in them stands in `dist/functions.json`
 * (an esbuild metafile). Equal sources give equal bytes, so that a deployment without changes is none.
 *
 * @throws when a group has no entry, or esbuild finds errors.
 */
export async function bundle(): Promise<CodeOf> {
  const names = Object.keys(groups).filter((name): name is GroupName => name in groups);
  const missing = names.map(entryOf).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`Function groups without an entry: ${missing.join(', ')}`);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...buildOptions,
    entryPoints: names.map((name) => ({ in: entryOf(name), out: `${name}/index` })),
    outdir: relative(root, outdir),
    sourcemap: 'linked',
    sourcesContent: false,
  });
  mkdirSync(outdir, { recursive: true });
  writeReferenceFiles(join(outdir, 'reference-public/files'));
  writeFileSync(join(root, 'dist/functions.json'), JSON.stringify(metafile));
  return (group) => Code.fromAsset(join(outdir, group));
}
