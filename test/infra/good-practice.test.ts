import { rmSync } from 'node:fs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { laptopStage, makeApp, testStage } from './synthesized.ts';

const domain = { name: 'desk.example.com', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/one' };

describe.each([
  ['an AWS stage', testStage()],
  ['an AWS stage with everything that a config file may say', testStage({ domain, alarmMail: 'ops@example.com' })],
  ['the local cloud', laptopStage()],
])('%s', (_, stage) => {
  const app = makeApp(stage);
  afterAll(() => rmSync(app.outdir, { recursive: true }));

  it("follows AWS's own list of good practice, or says why not", () => {
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it("passes CloudFormation's own rules", () => {
    expect(() => app.synth()).not.toThrow();
  });
});
