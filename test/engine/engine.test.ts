import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsEnv, installEngine, startEngine, stopEngine } from '../../local/engine/engine.ts';
import { isRunning } from '../../local/engine/engine-process.ts';
import { freePort, functionResources, startCloud } from '../support/cloud.ts';

let stateDir: string;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'desk-engine-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

describe('an engine', () => {
  it('ends with all that it started, also from another process', async () => {
    const cloud = await startCloud({ stateDir });
    const { Name: FunctionName } = await cloud.deploy('worker', {
      Resources: functionResources('It', 'exports.handler = async () => process.pid;'),
      Outputs: { Name: { Value: { Ref: 'It' } } },
    });
    const { Payload } = await new LambdaClient(cloud.clientConfig).send(new InvokeCommand({ FunctionName }));
    const worker = Number(Payload?.transformToString());
    await stopEngine({ pid: cloud.engine.pid });
    expect(isRunning(cloud.engine.pid)).toBe(false);
    await vi.waitUntil(() => !isRunning(worker), { timeout: 5000 });
  });

  it('tells clients where it is', async () => {
    const endpoint = 'http://127.0.0.1:4566';
    expect(awsEnv({ endpoint })).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: endpoint });
  });

  it('does not start on a port in use, and says what to do', async () => {
    const cloud = await startCloud({ stateDir });
    const { port } = cloud.engine;
    await expect(startEngine({ stateDir: join(stateDir, 'second'), port })).rejects.toThrow(
      new RegExp(`Port ${port} .*in use.*npm run stop`),
    );
    await cloud.close();
  });

  it('does not start with another version of the emulator than its corrections are for', async () => {
    const other = join(stateDir, 'other/ministack-9.9.9.dist-info');
    await mkdir(other, { recursive: true });
    await writeFile(join(other, 'METADATA'), 'Metadata-Version: 2.1\nName: ministack\nVersion: 9.9.9\n');
    const env = { PYTHONPATH: join(stateDir, 'other') };
    await expect(startEngine({ stateDir, port: await freePort(), env })).rejects.toThrow(
      /did not start.*ministack 1\.5\.33, but 9\.9\.9 is installed/s,
    );
  });

  it('leaves a process alone that is not an engine', async () => {
    await expect(stopEngine({ pid: process.pid })).resolves.toBeUndefined();
  });
});

describe('an installation', () => {
  it('without a Python says which one to install', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = stateDir;
    try {
      await expect(installEngine(join(stateDir, 'engine'))).rejects.toThrow(
        /needs Python 3\.10 .*No Python was found/s,
      );
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});
