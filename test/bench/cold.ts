import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, buildSync } from 'esbuild';
import { claims } from '../../functions/platform/caller.ts';
import { entryOf, type GroupName } from '../../infra/groups.ts';
import { apiEvent, lambdaContext } from '../support/api-event.ts';
import { unbindDesk } from '../support/unbind-desk.ts';
import { serveStore } from './store.ts';

const root = resolve(import.meta.dirname, '../..');
const probe = join(import.meta.dirname, 'probe.cjs');

/** One start of a fresh process, in milliseconds: until the bundle was loaded, and until the first answer. */
export type Start = { readonly load: number; readonly all: number };
/** What both kinds of bundle have in common, and what is done by habit. */
const shared = { bundle: true, platform: 'node', target: 'node24', minify: true, logLevel: 'error' } as const;
const habit = {
  format: 'esm',
  mainFields: ['module', 'main'],
  // packages in CommonJS want `require`, as every ESM bundle for Lambda learns sooner or later
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
} as const satisfies BuildOptions;

export type Contender = { readonly name: string; readonly file: string; readonly event: string };

/** The floor, the anchor and our groups, each with the request that it meets first, and a store that answers them. */
export async function coldContenders(folder: string) {
  const desk = await unbindDesk();
  const requestId = await desk.ask('200012349999');
  const unbindId = await desk.startUnbind();
  await desk.settle();
  const store = await serveStore(desk.tables);
  const eventOf = (name: string, routeKey: string, parts: Parameters<typeof apiEvent>[1] = {}) => {
    const asked = {
      headers: { 'idempotency-key': 'the-only-key-here' },
      claims: { [claims.org]: desk.org, [claims.member]: desk.operator, [claims.rights]: 'operator' },
      ...parts,
    };
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ event: apiEvent(routeKey, asked), context: lambdaContext() }));
    return file;
  };
  const create = eventOf('create', 'POST /v1/link-requests', { body: JSON.stringify(desk.wish) });
  const read = eventOf('read', 'GET /v1/link-requests/{requestId}', { params: { requestId } });
  const cancel = eventOf('cancel', 'POST /v1/unbinds/{unbindId}/cancel', {
    params: { unbindId },
    body: JSON.stringify({ reason: 'The customer stays' }),
  });
  const health = eventOf('health', 'GET /v1/health');

  const bare = join(folder, 'bare.js');
  const source = (name: string) => join(import.meta.dirname, 'contenders', `${name}.ts`);
  buildSync({ ...shared, entryPoints: [source('bare')], format: 'cjs', outfile: bare });
  const byHabit = (name: string, entry: string) => {
    const outfile = join(folder, `${name}.mjs`);
    buildSync({ ...shared, ...habit, entryPoints: [entry], outfile });
    return outfile;
  };
  const anchor = byHabit('anchor', source('anchor-group'));
  const writeByHabit = byHabit('links-write', join(root, entryOf('links-write')));
  const contenders: readonly Contender[] = [
    { name: 'a bare handler, POST', file: bare, event: create },
    { name: 'the anchor, POST', file: anchor, event: create },
    { name: 'the anchor, GET', file: anchor, event: read },
    { name: 'links-write bundled by habit, POST', file: writeByHabit, event: create },
    { name: 'links-write, POST', file: ours(folder, 'links-write'), event: create },
    { name: 'unbinds-write, POST', file: ours(folder, 'unbinds-write'), event: cancel },
    { name: 'links-read, GET', file: ours(folder, 'links-read'), event: read },
    { name: 'platform-public, GET without the store', file: ours(folder, 'platform-public'), event: health },
  ];
  const env = {
    PATH: process.env['PATH'],
    STAGE: 'local',
    DESK_TABLE: 'desk',
    TIMELINE_TABLE: 'timeline',
    PRIVATE_TABLE: 'private',
    MAIL_LOCK_SECRET: 'mail-lock',
    EVIDENCE_BUCKET: 'evidence',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: store.url,
    POWERTOOLS_SERVICE_NAME: 'bench',
    NODE_OPTIONS: '--enable-source-maps',
  };
  return { contenders, env, close: store.close };
}

/** Beside the bundle lies nothing of the repository, as on Lambda. */
function ours(folder: string, group: GroupName): string {
  mkdirSync(join(folder, group), { recursive: true });
  const file = join(folder, group, 'index.js');
  copyFileSync(join(root, 'dist/functions', group, 'index.js'), file);
  return file;
}

/** The store answers from this process meanwhile. */
export async function startOnce({ file, event }: Contender, env: NodeJS.ProcessEnv): Promise<Start> {
  const { stdout } = await promisify(execFile)(process.execPath, [probe, file, event], { env });
  return JSON.parse(stdout);
}
