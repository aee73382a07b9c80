import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { contract } from '../../../functions/contract.ts';
import type { Operation } from '../../../functions/platform/contract.ts';
import { sampleContract } from '../../support/sample-contract.ts';

const declared: Readonly<Record<string, Operation>> = { ...sampleContract, ...contract };

describe.each(Object.entries(declared))('the operation %s', (_name, { route, params, body, answers }) => {
  it('names in its path exactly the parameters that it takes', () => {
    const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(params?.shape ?? {})));
  });

  it('has a body example that it would take, when it takes a body', () => {
    const examples = body ? (body.meta()?.examples ?? ['an example is missing']) : [];
    expect(examples.map((example) => body?.safeParse(example).error)).toEqual(examples.map(() => undefined));
  });

  it('has an example of each answer that is one', () => {
    const refused = Object.values(answers).flatMap((answer) => ('json' in answer ? mismatch(answer) : []));
    expect(refused).toEqual([]);
  });
});

function mismatch({ json, example }: { readonly json: z.ZodType; readonly example: unknown }) {
  const { error } = json.safeParse(example);
  return error ? [error.message] : [];
}
