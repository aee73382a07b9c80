import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { contract } from '../../../functions/contract.ts';
import { err } from '../../../functions/kernel/result.ts';
import { callerOf } from '../../../functions/platform/caller.ts';
import type { Operation } from '../../../functions/platform/contract.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { readSignInRules, SignInRules } from '../../../functions/platform/sign-in-rules.ts';
import { apiEvent, claimsOf, lambdaContext } from '../../support/api-event.ts';

/** Tokens of an issuer that leaves it to us to look how a person signed in. */
const byMethod = SignInRules.parse({ secondFactor: { amr: ['mfa', 'hwk'] } });
const byLevel = SignInRules.parse({ secondFactor: { acr: ['urn:example:loa:2'] } });

const everyRight = ['enter', 'operator', 'follow-up', 'verifier', 'approver', 'finance', 'auditor', 'admin', 'service'];
const may = (rules: SignInRules, more: Record<string, string>, ...rights: string[]) => {
  const event = apiEvent('GET /v1/links', { claims: { ...claimsOf(...rights), ...more } });
  const caller = callerOf(event, ['operator', 'service'], rules);
  return caller.ok ? 'may' : caller.error.kind;
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('R134: a sign-in without a second factor', () => {
  test('reaches no operation, neither those that write nor those that read', async () => {
    const reached: string[] = [];
    const operations: Readonly<Record<string, Operation>> = contract;
    const handlers = Object.fromEntries(
      Object.keys(operations).map((name) => [
        name,
        async () => (reached.push(name), err({ kind: 'internal' } as const)),
      ]),
    );
    const api = httpGroup(operations, handlers as never, new Logger({ logLevel: 'SILENT' }), byMethod);
    const signedIn = Object.values(operations).filter(({ access }) => access !== 'public');
    for (const { route } of signedIn) {
      const claims = { ...claimsOf(...everyRight), amr: '[pwd]' };
      const answer = await api(apiEvent(route, { claims }), lambdaContext());
      expect([route, answer.statusCode, JSON.parse(answer.body ?? '').code]).toEqual([
        route,
        403,
        'second_factor_missing',
      ]);
    }
    expect(signedIn.some(({ route }) => route.startsWith('POST'))).toBe(true);
    expect(reached).toEqual([]);
  });

  test.each([
    ['one method that counts', byMethod, { amr: '[pwd mfa]' }, 'may'],
    ['one method as a word', byMethod, { amr: 'hwk' }, 'may'],
    ['methods that do not count', byMethod, { amr: '[pwd otp]' }, 'second_factor_missing'],
    ['a word that only begins alike', byMethod, { amr: '[mfa-later]' }, 'second_factor_missing'],
    ['no method', byMethod, {}, 'second_factor_missing'],
    ['a level instead of a method', byMethod, { acr: 'mfa' }, 'second_factor_missing'],
    ['the level that counts', byLevel, { acr: 'urn:example:loa:2' }, 'may'],
    ['a lower level', byLevel, { acr: 'urn:example:loa:1' }, 'second_factor_missing'],
  ])('is told by %s', (_, rules, claims: Record<string, string>, expected) => {
    expect(may(rules, claims, 'operator')).toBe(expected);
  });

  test('is no matter of ours with the desk’s own user pool, which lets nobody in without', () => {
    expect(may(readSignInRules(undefined), {}, 'operator')).toBe('may');
  });

  test('is how machines sign in: they have one secret, and the right of machines only', () => {
    expect(may(byMethod, {}, 'service')).toBe('may');
    expect(may(byMethod, {}, 'service', 'operator')).toBe('second_factor_missing');
  });
});

describe('another issuer', () => {
  test('may name its claims otherwise', () => {
    const names = { org: 'https://desk.example/org', member: 'sub_member', rights: 'groups' };
    const rules = SignInRules.parse({ claims: names, secondFactor: { amr: ['mfa'] } });
    const claims = { [names.org]: 'org_b', [names.member]: 'mem_b', [names.rights]: '[operator nobody]', amr: '[mfa]' };
    const caller = callerOf(apiEvent('GET /v1/links', { claims }), ['operator'], rules);
    expect(caller).toEqual({ ok: true, value: { org: 'org_b', member: 'mem_b', rights: new Set(['operator']) } });
    expect(callerOf(apiEvent('GET /v1/links', { claims }), ['operator'], byMethod).ok).toBe(false);
  });

  test('whose rules can not be read lets nobody in: the function does not start', () => {
    vi.stubEnv('SIGN_IN_RULES', '{"secondFactor":{}}');
    expect(() => httpGroup({}, {})).toThrow('SIGN_IN_RULES');
    vi.stubEnv('SIGN_IN_RULES', '');
    expect(() => httpGroup({}, {})).toThrow('SIGN_IN_RULES');
  });
});
