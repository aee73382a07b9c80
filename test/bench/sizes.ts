import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { groups } from '../../infra/groups.ts';

const root = resolve(import.meta.dirname, '../..');

/** KB gzip that a group without a provider's SDK is to stay below. */
export const mostKilobytes = 110;

export type Size = {
  readonly group: string;
  readonly kilobytes: number;
  /** What it has besides the store's client, where that is why it is larger: AWS clients, a provider's SDK, our words. */
  readonly besides: readonly string[];
};

type Metafile = {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
};

/** Each group's bundle as it was made last, from the metafile that is made with it. */
export function sizes(): readonly Size[] {
  const { outputs }: Metafile = JSON.parse(readFileSync(join(root, 'dist/functions.json'), 'utf8'));
  return Object.keys(groups).map((group) => {
    const bytes = readFileSync(join(root, 'dist/functions', group, 'index.js'));
    const inputs = Object.entries(outputs[`dist/functions/${group}/index.js`]?.inputs ?? {});
    return { group, kilobytes: gzipSync(bytes).length / 1024, besides: besides(inputs) };
  });
}

function besides(inputs: readonly (readonly [string, { readonly bytesInOutput: number }])[]): string[] {
  const parts = new Map<string, number>();
  for (const [path, { bytesInOutput }] of inputs) {
    const part = partOf(path);
    if (part) parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
  }
  return [...parts]
    .filter(([, bytes]) => bytes > 10 * 1024)
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, bytes]) => `${part} ${Math.round(bytes / 1024)}`);
}

function partOf(path: string): string | undefined {
  const sdk = /@aws-sdk\/(client-(?!dynamodb)[\w-]+)|(tencentcloud-sdk-nodejs)/.exec(path);
  if (sdk) return sdk[1] ?? sdk[2];
  return /^functions\/(?!kernel|platform)([\w-]+)/.exec(path)?.[1];
}
