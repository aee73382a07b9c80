import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import { type AwsClientConfig, awsClientConfig } from './cloud/aws-client.ts';
import {
  type Background,
  endBackground,
  hashOfSources,
  isAlive,
  remember,
  startBackground,
} from './cloud/background.ts';
import { deploy, hashOfApp, outputsOf } from './cloud/deploy.ts';
import { type DeskState, readDeskState, readKeptState, writeDeskState } from './cloud/desk-state.ts';
import {
  answers,
  choosePorts,
  host,
  isPortFree,
  type PortName,
  type Ports,
  portNames,
  simulatorNames,
  takenPortMessage,
} from './cloud/ports.ts';
import { awsEnv, defaultEngineDir, installEngine, startEngine, stopEngine } from './engine/engine.ts';
import { type AlibabaControl, createAlibabaControl } from './simulators/alibaba/control-client.ts';
import type { alibabaSeedSchema } from './simulators/alibaba/seed-state.ts';
import { createHuaweiControl, type HuaweiControl } from './simulators/huawei/control-client.ts';
import type { huaweiSeedSchema } from './simulators/huawei/seed-state.ts';
import { createTencentControl, type TencentControl } from './simulators/tencent/control-client.ts';
import type { tencentSeedSchema } from './simulators/tencent/seed-state.ts';

/** Where `npm start` keeps its desk. */
export const defaultStateDir: string = resolve(import.meta.dirname, '../.desk/cloud');

export interface BringUp {
  /** Everything that is kept between starts; `.desk/cloud` unless said. */
  stateDir?: string;
  /** Ports to take at the first start; the others are chosen. */
  ports?: Partial<Ports>;
  /** Ends what runs there and forgets everything first. */
  fresh?: boolean;
  /** Whether the engine's state survives its end; true unless said. */
  persist?: boolean;
  /** What the pretend clouds start with, at their first start. */
  seeds?: Seeds;
  /** Where functions' SDK calls go when not straight to the engine (a fault proxy). */
  lambdaEndpoint?: string;
  /** Where providers are that somebody else pretends, by name, besides those that are started here. */
  endpoints?: Readonly<Record<string, string>>;
  /** Is told what happens, a line at a time. */
  report?: (line: string) => void;
}

export type Seeds = {
  readonly tencent?: z.input<typeof tencentSeedSchema>;
  readonly alibaba?: z.input<typeof alibabaSeedSchema>;
  readonly huawei?: z.input<typeof huaweiSeedSchema>;
};

/** A desk that runs on this computer. */
export interface LocalCloud {
  readonly stateDir: string;
  /** The desk's address: the API, the pages behind mailed links, and `/inbox`. */
  readonly deskUrl: string;
  readonly engineUrl: string;
  readonly tencentUrl: string;
  readonly tencent: TencentControl;
  readonly alibabaUrl: string;
  readonly alibaba: AlibabaControl;
  readonly huaweiUrl: string;
  readonly huawei: HuaweiControl;
  /** What SDK clients with the engine's root keys are made with. */
  readonly aws: AwsClientConfig;
  readonly userPoolId: string;
  /** The client that people sign in with. */
  readonly peopleClientId: string;
  /** The client of the stage's one machine, `demo`. */
  readonly machineClientId: string;
  /** Ends its processes; what it keeps stays. */
  stop(): Promise<void>;
}

/** Names that the app gives on stage `local`. */
export const deployed = {
  tables: { desk: 'local-desk-desk', timeline: 'local-desk-timeline', private: 'local-desk-private' },
  bus: 'local-desk',
  linkMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:local-desk-link',
  unbindMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:local-desk-unbind',
  rebateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:local-desk-rebate-sync',
  functionPrefix: 'local-desk-',
  secretPrefix: 'local-desk/accounts',
} as const;

/**
 * Starts whatever of a local desk does not run yet, and deploys the app if it has changed since the last time. Called
 * again it changes nothing. What it started outlives this process: `stop()`, or `stopCloud` from elsewhere.
 *
 * @throws with a message for people when Python, a port or the deployment stands in the way.
 */
export async function bringUp(options: BringUp = {}): Promise<LocalCloud> {
  const { stateDir = defaultStateDir, report = () => undefined } = options;
  if (options.fresh) {
    await stopCloud(stateDir);
    await rm(stateDir, { recursive: true, force: true });
  }
  await mkdir(stateDir, { recursive: true });
  report('Checking the engine’s packages');
  await installEngine(defaultEngineDir);

  const kept = readKeptState(stateDir);
  const taken = Object.values(kept?.ports ?? {});
  const state: DeskState = {
    processes: {},
    clockOffsetSeconds: 0,
    ...kept,
    ports: await choosePorts({ ...options.ports, ...kept?.ports }, async (p) => taken.includes(p) || isPortFree(p)),
  };
  writeDeskState(stateDir, state);
  await startProcesses(state, { ...options, stateDir, report });
  await deployIfChanged(state, { ...options, stateDir, report });
  return localCloud(state.ports, stateDir);
}

/** The desk of this folder, if it is up. @throws with the remedy when it is not. */
export async function findCloud(stateDir = defaultStateDir): Promise<LocalCloud> {
  const state = readDeskState(stateDir);
  const running = await Promise.all(
    portNames.map(async (name) => {
      const one = state?.processes[name];
      return one !== undefined && (await isAlive(one));
    }),
  );
  if (state?.deployed === undefined || running.includes(false)) {
    throw new Error('The local desk is not up. Start it with `npm start`.');
  }
  return localCloud(state.ports, stateDir);
}

/**
 * Ends all processes of a local desk; what it keeps stays.
 * @returns how many ran. @throws when one of its ports still answers afterwards.
 */
export async function stopCloud(stateDir = defaultStateDir): Promise<number> {
  const state = readKeptState(stateDir);
  if (state === undefined) return 0;
  const { processes, ports } = state;
  const running: PortName[] = [];
  for (const name of portNames) {
    const process = processes[name];
    if (process === undefined || !(await isAlive(process))) continue;
    running.push(name);
    await (name === 'engine' ? stopEngine(process) : endBackground(process));
  }
  writeDeskState(stateDir, { ...state, processes: {} });
  for (const name of running) {
    const port = ports[name];
    if (port !== undefined && (await answers(port))) throw new Error(`Port ${port} still answers after the stop.`);
  }
  return running.length;
}

type Starting = BringUp & { readonly stateDir: string; readonly report: (line: string) => void };

async function startProcesses(state: DeskState, options: Starting): Promise<void> {
  const { stateDir, report } = options;
  const { ports } = state;
  await refuseTakenPorts(state);
  const start = async (name: PortName, folder: string, run: (sources: string) => Promise<Background>) => {
    const sources = await hashOfSources([join(import.meta.dirname, folder)]);
    const before = state.processes[name];
    if (before && (await isAlive(before))) {
      if (before.sources === sources) return;
      await (name === 'engine' ? stopEngine(before) : endBackground(before));
    }
    report(`Starting ${names[name]}`);
    state.processes[name] = await run(sources);
    writeDeskState(stateDir, state);
  };

  await start('engine', 'engine', async (sources) => {
    const { lambdaEndpoint, persist } = options;
    const engine = await startEngine({
      stateDir: join(stateDir, 'engine'),
      port: ports.engine,
      ...(lambdaEndpoint !== undefined && { lambdaEndpoint }),
      ...(persist !== undefined && { persist }),
    });
    return remember(engine.pid, sources);
  });
  for (const name of simulatorNames)
    await start(name, 'simulators', async (sources) => {
      const file = join(stateDir, `${name}-seed.json`);
      const seed = options.seeds?.[name];
      if (seed) await writeFile(file, JSON.stringify(seed));
      const main = join(import.meta.dirname, `simulators/${name}/main.ts`);
      const kept = ['--state', join(stateDir, `${name}.json`), ...(seed ? ['--seed', file] : [])];
      return startBackground({
        command: [main, '--port', String(ports[name]), ...kept],
        logFile: join(stateDir, `${name}.log`),
        url: `${urlOf(ports[name])}/_control/clock`,
        sources,
      });
    });
  await start('desk', 'front', (sources) =>
    startBackground({
      command: [frontMain, '--port', String(ports.desk), '--engine', urlOf(ports.engine)],
      logFile: join(stateDir, 'desk.log'),
      url: `${urlOf(ports.desk)}/inbox`,
      sources,
    }),
  );
}

/** All of them first, so that nothing is left half started. */
async function refuseTakenPorts({ ports, processes }: DeskState): Promise<void> {
  for (const name of portNames) {
    const ours = processes[name];
    if (ours && (await isAlive(ours))) continue;
    if (!(await isPortFree(ports[name]))) throw new Error(takenPortMessage(name, ports[name]));
  }
}

const frontMain = join(import.meta.dirname, 'front/main.ts');

const names = {
  desk: 'the desk’s address',
  tencent: 'the pretend Tencent Cloud',
  alibaba: 'the pretend Alibaba Cloud',
  huawei: 'the pretend Huawei Cloud',
  engine: 'the engine',
} as const satisfies Record<PortName, string>;

async function deployIfChanged(state: DeskState, { stateDir, report, endpoints }: Starting): Promise<void> {
  const endpoint = urlOf(state.ports.engine);
  const clouds = Object.fromEntries(simulatorNames.map((name) => [name, urlOf(state.ports[name])]));
  const context = { deskUrl: urlOf(state.ports.desk), endpoints: JSON.stringify({ ...clouds, ...endpoints }) };
  const wanted = await hashOfApp(context);
  if (state.deployed === wanted && (await outputsOf(endpoint, stacks.app)) !== undefined) return;
  const clock = { clockOffsetSeconds: String(state.clockOffsetSeconds) };
  await deploy({ stateDir, aws: awsEnv({ endpoint }), endpoint, context: { ...context, ...clock } }, report);
  state.deployed = wanted;
  writeDeskState(stateDir, state);
}

const stacks = { stateful: 'local-desk-stateful', app: 'local-desk-app' } as const;

async function localCloud(ports: Ports, stateDir: string): Promise<LocalCloud> {
  const engineUrl = urlOf(ports.engine);
  const outputs = await outputsOf(engineUrl, stacks.stateful);
  const output = (name: string): string => {
    const value = outputs?.[name];
    if (value === undefined) throw new Error(`The stack ${stacks.stateful} has no output ${name}.`);
    return value;
  };
  return {
    stateDir,
    deskUrl: urlOf(ports.desk),
    engineUrl,
    tencentUrl: urlOf(ports.tencent),
    tencent: createTencentControl(urlOf(ports.tencent)),
    alibabaUrl: urlOf(ports.alibaba),
    alibaba: createAlibabaControl(urlOf(ports.alibaba)),
    huaweiUrl: urlOf(ports.huawei),
    huawei: createHuaweiControl(urlOf(ports.huawei)),
    aws: awsClientConfig(engineUrl),
    userPoolId: output('UserPoolId'),
    peopleClientId: output('PeopleClientId'),
    machineClientId: output('MachineClientIddemo'),
    stop: async () => {
      await stopCloud(stateDir);
    },
  };
}

const urlOf = (port: number): string => `http://${host}:${port}`;
