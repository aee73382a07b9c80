import { describe, expect, test } from 'vitest';
import { codes, meanings, saysNotOurs } from '../../../functions/providers/huawei/errors.ts';

/** Common codes, those of the pages of `bssintl` v2, and the gateway's (Partner Center API reference). */
const documented =
  'CBC.0100 CBC.0101 CBC.0150 CBC.0151 CBC.0154 CBC.0155 CBC.0156 CBC.0250 CBC.0999 CBC.99000000 CBC.99000035 CBC.99000037 CBC.5001 CBC.5002 CBC.5017 CBC.5024 CBC.18000016 CBC.99000038 CBC.99000029 CBC.99000031 CBC.99000036 CBC.99000039 CBC.99000004 CBC.99000030 CBC.99000051 CBC.99005035 CBC.50010059 CBC.50010065 CBC.50010085 CBC.50010086 CBC.99004008 CBC.99004009 CBC.99004010 CBC.99004003 CBC.99004015 CBC.99000050 CBC.99007188 CBC.99007191 CBC.99007202 CBC.99005030 APIGW.0101 APIGW.0301'.split(
    ' ',
  );
const raw = (code: string, httpStatus = 400) => ({ code, message: 'their words, byte for byte', httpStatus });
const asEffect = (code: string, status?: number) =>
  codes.effectFailure({ kind: 'failed', raw: raw(code, status) }, 'submission');
const asRead = (code: string, status?: number) =>
  codes.readFailure({ kind: 'failed', raw: raw(code, status) }, 'verification');

describe('codes of the provider', () => {
  test('all that are documented have a meaning of their own, and no others', () => {
    expect(Object.keys(meanings).toSorted()).toEqual(documented.toSorted());
  });

  test.each([...documented, 'CBC.7654321', 'APIG.0301'])('%s is kept byte for byte, with its stage', (code) => {
    for (const status of [200, 400, 401, 403, 429]) {
      expect(asEffect(code, status)).toMatchObject({ stage: 'submission', raw: raw(code, status) });
      expect(asRead(code, status)).toMatchObject({ stage: 'verification', raw: raw(code, status) });
    }
  });

  test.each([
    ['CBC.0156', 403, { kind: 'refused', code: 'account_on_other_site' }],
    ['CBC.0151', 403, { kind: 'not_allowlisted', needs: 'key_permission' }],
    ['CBC.99000035', 400, { kind: 'not_ours' }],
    ['CBC.5002', 200, { kind: 'not_ours' }],
    ['CBC.99004015', 400, { kind: 'throttled', retryAfterSeconds: 3600 }],
    ['CBC.99000039', 400, { kind: 'out_of_step' }],
    ['APIG.0301', 401, { kind: 'credentials' }],
    ['CBC.7654321', 400, { kind: 'refused', code: 'other' }],
    ['CBC.7654321', 401, { kind: 'credentials' }],
    ['CBC.7654321', 403, { kind: 'not_allowlisted', needs: 'unknown' }],
    ['CBC.7654321', 429, { kind: 'throttled', retryAfterSeconds: 1 }],
    ['constructor', 400, { kind: 'refused', code: 'other' }],
  ])('%s with HTTP %i', (code, status, failure) => {
    expect(asEffect(code, status)).toMatchObject(failure);
  });

  test('a code that we know beats its status', () => {
    expect(asEffect('CBC.99000035', 403)).toMatchObject({ kind: 'not_ours' });
    expect(asEffect('CBC.0100', 401)).toMatchObject({ kind: 'refused', code: 'input_invalid' });
  });

  test('a fault, and an association that was not known in time, may have changed something', () => {
    for (const code of ['CBC.0999', 'CBC.99000050']) {
      expect(asEffect(code)).toMatchObject({ kind: 'unknown_outcome', because: 'server_fault' });
      expect(asRead(code)).toMatchObject({ kind: 'provider_down' });
    }
  });

  test('a key is turned away by its code, or by the status where nobody knows the code', () => {
    const turned = (code: string, status: number) => codes.isKeyTurnedAway({ kind: 'failed', raw: raw(code, status) });
    expect([turned('APIGW.0301', 401), turned('APIG.0301', 401), turned('CBC.7654321', 401)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([turned('CBC.0155', 401), turned('CBC.7654321', 403)]).toEqual([false, false]);
    expect(codes.isKeyTurnedAway({ kind: 'answered', response: {}, requestId: null })).toBe(false);
  });

  test('only what says that the account is no customer is taken for it', () => {
    expect(['CBC.99000035', 'CBC.99000000', 'CBC.5002'].map(saysNotOurs)).toEqual([true, true, true]);
    expect(['CBC.5001', 'CBC.0155', 'CBC.7654321', null].map(saysNotOurs)).toEqual([false, false, false, false]);
  });
});
