import { describe, expect, it } from 'vitest';
import type { Operation } from '../../functions/platform/contract.ts';
import { synthesize, testStage } from './synthesized.ts';

/** Routes have a test of their own; two show what a route looks like. */
const twoOperations = {
  listLinks: { route: 'GET /v1/links', group: 'links-read', access: ['auditor'] },
  decide: { route: 'POST /d/{token}', group: 'decisions-public', access: 'public' },
} as unknown as Readonly<Record<string, Operation>>;

describe('the templates of an AWS stage', () => {
  const templates = synthesize(testStage({ alarmMail: 'ops@reseller-desk.example' }), twoOperations);

  it.each(['stateful', 'app', 'watch'] as const)(
    '%s is what was reviewed; read the difference before you accept it',
    (stack) =>
      expect(JSON.stringify(templates[stack], undefined, 1)).toMatchFileSnapshot(`__snapshots__/${stack}.json`),
  );
});
