import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const standIns: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': 'credential-chain.ts',
  '@aws-sdk/endpoint-cache': 'endpoint-discovery.ts',
  '@smithy/core/event-streams': 'event-streams.ts',
};

/**
 * Leaves out of the bundles what no function calls, so that they load sooner: whole packages by a stand-in, zod's way to
 * JSON Schema (the OpenAPI document is made before), and of each SDK client's package.json all but its version.
 */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: /^@(aws-sdk|smithy)\// }, ({ path }) => {
      const standIn = standIns[path];
      return standIn === undefined ? undefined : { path: join(import.meta.dirname, standIn) };
    });
    build.onLoad(
      { filter: /\/zod\/v4\/core\/(to-json-schema|json-schema-processors|json-schema-generator)\.js$/ },
      (of) => ({
        loader: 'js',
        contents: refusing(readFileSync(of.path, 'utf8')),
      }),
    );
    build.onLoad({ filter: /\/@aws-sdk\/client-[\w-]+\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { loader: 'json', contents: JSON.stringify({ version }) };
    });
  },
};

/** A module with the same exports, each of which makes a function that throws. */
function refusing(module: string): string {
  const names = [...module.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name]) => name);
  const refuse = `const refuse = () => () => { throw new Error('JSON Schema is left out of the bundles (infra/without).'); };`;
  return [refuse, ...names.map((name) => `export const ${name} = refuse;`)].join('\n');
}
