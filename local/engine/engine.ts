import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, isRunning, killGroup, stopEngine } from './engine-process.ts';
import { defaultEngineDir, enginePython, lastLines } from './install-engine.ts';

export { stopEngine } from './engine-process.ts';
export { defaultEngineDir, installEngine } from './install-engine.ts';

export const engineRegion = 'us-east-1';
export const engineAccount = '000000000000';

const host = '127.0.0.1';
const launcher = join(import.meta.dirname, 'launch.py');
const startSeconds = 60;
const portSeconds = 2;

export interface EngineOptions {
  /** Everything that the engine keeps: its state, objects, log and temporary files. */
  stateDir: string;
  port: number;
  /** Where Lambdas' SDK calls go when not straight to the engine (a fault proxy). */
  lambdaEndpoint?: string;
  /** Corrections left out, only ever to prove that a test notices. */
  corrections?: { off: readonly string[] };
  /** Further variables of the engine. Every Lambda sees them, too. */
  env?: Readonly<Record<string, string>>;
  /** Whether state survives a stop or a crash (default) or is gone with the process. */
  persist?: boolean;
  /** Whose `node_modules` Lambdas and custom resources run with. */
  repoRoot?: string;
  /** Where `installEngine` put the virtual environment. */
  engineDir?: string;
}

export interface Engine {
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  /** Saves and ends the engine and its Lambda workers; after 10 s by force. */
  stop(): Promise<void>;
  /** Ends engine and workers at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts the emulator with our corrections on the loopback and waits until it answers. It runs in a process group of
 * its own and outlives this process; `stopEngine` ends it from elsewhere.
 *
 * @throws when the port is taken or the engine ends while it starts; the message has the last lines of its log.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  await refuseTakenPort(options.port);
  const logFile = await prepareStateDir(options.stateDir);
  const log = await open(logFile, 'a');
  const child = spawn(enginePython(options.engineDir ?? defaultEngineDir), ['-s', launcher], {
    cwd: options.stateDir,
    detached: true,
    env: engineEnv(options),
    stdio: ['ignore', log.fd, log.fd],
  });
  try {
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  const pid = pidOf(child);
  child.unref();
  const endpoint = `http://${host}:${options.port}`;

  if (!(await becomesReady(endpoint, pid))) {
    killGroup(pid);
    const said = lastLines(await readFile(logFile, 'utf8'), 15);
    throw new Error(`The local cloud's engine did not start. The end of ${logFile}:\n${said}`);
  }
  return {
    endpoint,
    port: options.port,
    pid,
    stop: () => stopEngine({ pid }),
    kill: async () => {
      killGroup(pid);
      await hasEnded(pid);
    },
  };
}

/** The environment for SDK and CLI clients of a running engine, with its root keys. */
export function awsEnv(engine: Pick<Engine, 'endpoint'>): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_ENDPOINT_URL_S3: engine.endpoint,
    AWS_REGION: engineRegion,
    AWS_DEFAULT_REGION: engineRegion,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Nothing of the caller's environment gets in: Lambdas inherit all of it, so a profile or proxy would reach them. */
function engineEnv(options: EngineOptions): Record<string, string> {
  const { stateDir, port, persist = true } = options;
  const repoRoot = options.repoRoot ?? resolve(import.meta.dirname, '../..');
  const lambdaEndpoint = options.lambdaEndpoint ?? `http://${host}:${port}`;
  return {
    PATH: [join(repoRoot, 'node_modules/.bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    NODE_PATH: join(repoRoot, 'node_modules'),
    HOME: stateDir,
    TMPDIR: join(stateDir, 'tmp'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',
    GATEWAY_PORT: String(port),
    BIND_HOST: host,
    MINISTACK_HOST: host,
    MINISTACK_REGION: engineRegion,
    MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
    AUTH: 'true',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    AWS_ENDPOINT_URL: lambdaEndpoint,
    AWS_ENDPOINT_URL_S3: lambdaEndpoint,
    DESK_ENGINE_OFF: (options.corrections?.off ?? []).join(','),
    PERSIST_STATE: persist ? '1' : '0',
    STATE_DIR: join(stateDir, 'state'),
    S3_PERSIST: persist ? '1' : '0',
    S3_DATA_DIR: join(stateDir, 'objects'),
    ...options.env,
  };
}

/** Makes the folders, drops what killed Lambda workers left, and keeps the previous log for whoever looks for it. */
async function prepareStateDir(stateDir: string): Promise<string> {
  const temporary = join(stateDir, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  // Lambda workers are CommonJS files in here; a package.json further up may say that all .js files are modules.
  await writeFile(join(temporary, 'package.json'), '{"type":"commonjs"}');
  const logFile = join(stateDir, 'engine.log');
  await rename(logFile, join(stateDir, 'engine.previous.log')).catch(() => undefined);
  return logFile;
}

/** A port stays taken for a moment when the engine before was killed, so it is tried for a while. */
async function refuseTakenPort(port: number): Promise<void> {
  const deadline = Date.now() + portSeconds * 1000;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) {
      throw new Error(
        `Port ${port} on ${host} is in use, so the local cloud can't start there. ` +
          'If it is an earlier local cloud, end it with `npm run stop`; otherwise free the port or choose another.',
      );
    }
    await delay(50);
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A process that was spawned has a number.');
  return child.pid;
}

async function becomesReady(endpoint: string, pid: number): Promise<boolean> {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline && isRunning(pid)) {
    const answer = await fetch(`${endpoint}/_ministack/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await delay(50);
  }
  return false;
}
