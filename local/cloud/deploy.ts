import { type ExecFileException, execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { engineAccount, engineRegion } from '../engine/engine.ts';
import { lastLines } from '../engine/install-engine.ts';
import { awsClientConfig } from './aws-client.ts';
import { hashOfSources } from './background.ts';

const root = join(import.meta.dirname, '../..');
const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
/** A custom resource that does not answer would hold a deployment up for an hour. */
const limitMinutes = 10;

export interface Deployment {
  stateDir: string;
  /** Environment for clients of the engine. */
  aws: Readonly<Record<string, string>>;
  endpoint: string;
  /** What the app is told with `-c`. */
  context: Readonly<Record<string, string>>;
}

/** Hash of everything that decides what a deployment makes, but for what `npm run clock` changes afterwards. */
export function hashOfApp(context: Deployment['context']): Promise<string> {
  const sources = ['infra', 'functions', 'statemachines', 'cdk.json', 'package-lock.json'];
  return hashOfSources(
    sources.map((path) => join(root, path)),
    JSON.stringify(context),
  );
}

/**
 * Deploys the app as anybody would, with the ordinary CDK.
 * @throws with the end of the log when it fails or takes more than ten minutes.
 */
export async function deploy(to: Deployment, report: (line: string) => void): Promise<void> {
  if ((await outputsOf(to.endpoint, 'CDKToolkit')) === undefined) {
    report('cdk bootstrap');
    // Away from cdk.json: the app has no say in this, and making it would take its time.
    await runCdk(to, ['bootstrap', `aws://${engineAccount}/${engineRegion}`], 'bootstrap.log', to.stateDir);
  }
  report('cdk deploy --all');
  const assembly = join(to.stateDir, 'cdk.out');
  const context = Object.entries({ stage: 'local', ...to.context }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  const flags = ['--require-approval', 'never', '--output', assembly, '--no-version-reporting', '--progress', 'events'];
  await runCdk(to, ['deploy', '--all', ...flags, ...context], 'deploy.log');
}

/** Outputs of a stack that stands; undefined when there is none. */
export async function outputsOf(endpoint: string, stack: string): Promise<Record<string, string> | undefined> {
  const client = new CloudFormationClient(awsClientConfig(endpoint));
  const answer = await client.send(new DescribeStacksCommand({ StackName: stack })).catch(() => undefined);
  const found = answer?.Stacks?.[0];
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(found?.StackStatus ?? '')) return undefined;
  return Object.fromEntries((found?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue]));
}

async function runCdk(
  { stateDir, aws }: Deployment,
  args: readonly string[],
  logName: string,
  cwd = root,
): Promise<void> {
  const logFile = join(stateDir, logName);
  const running = promisify(execFile)(process.execPath, [cdk, ...args, '--no-notices', '--no-color'], {
    cwd,
    // Nothing of the caller's: a profile or a region of its own would point elsewhere.
    env: {
      PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
      HOME: stateDir,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      ...aws,
    },
    timeout: limitMinutes * 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  });
  const log = createWriteStream(logFile);
  running.child.stdout?.pipe(log, { end: false });
  running.child.stderr?.pipe(log, { end: false });
  const failure = await running.then(
    () => undefined,
    (error: ExecFileException) => error,
  );
  await new Promise<void>((resolve) => log.end(resolve));
  if (failure === undefined) return;
  const why = failure.killed ? `took more than ${limitMinutes} minutes` : 'failed';
  const said = lastLines(await readFile(logFile, 'utf8'), 25);
  throw new Error(`cdk ${args[0]} ${why}. The end of ${logFile}:\n${said}`);
}
