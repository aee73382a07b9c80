import { describe, expect, test } from 'vitest';
import { codes, meanings } from '../../../functions/providers/tencent-cn/errors.ts';

const { effectFailure, isKeyTurnedAway, readFailure } = codes;

/** The whole of the official Go SDK, partners/v20180321/errors.go, and the common codes of the API documentation. */
const documented = ['FailedOperation', 'InternalError', 'InvalidParameter', 'UnauthorizedOperation'];
const common = [
  'AuthFailure.InvalidAuthorization',
  'AuthFailure.InvalidSecretId',
  'AuthFailure.MFAFailure',
  'AuthFailure.SecretIdNotFound',
  'AuthFailure.SignatureExpire',
  'AuthFailure.SignatureFailure',
  'AuthFailure.TokenFailure',
];
const raw = (code: string) => ({ code, message: 'their words, byte for byte', requestId: 'r-1' });

describe('codes of the China site', () => {
  test.each(documented)('%s has a meaning of its own', (code) => {
    expect(Object.keys(meanings)).toContain(code);
  });

  test.each([...documented, ...common, 'SomethingNew.Deeper', ''])(
    '%s is kept byte for byte, with its stage',
    (code) => {
      const failed = { kind: 'failed', raw: raw(code) } as const;
      expect(effectFailure(failed, 'approval')).toMatchObject({ stage: 'approval', raw: raw(code) });
      expect(readFailure(failed, 'verification')).toMatchObject({ stage: 'verification', raw: raw(code) });
    },
  );

  test.each(common)('%s is our key or clock, so that the secret is read again', (code) => {
    expect(isKeyTurnedAway({ kind: 'failed', raw: raw(code) })).toBe(true);
    expect(effectFailure({ kind: 'failed', raw: raw(code) }, 'approval').kind).toBe('credentials');
  });

  test.each([
    ['FailedOperation', 'refused', 'refused'],
    ['InternalError', 'unknown_outcome', 'provider_down'],
    ['InvalidParameter', 'refused', 'refused'],
    ['UnauthorizedOperation', 'not_allowlisted', 'not_allowlisted'],
    ['RequestLimitExceeded.IPLimitExceeded', 'throttled', 'throttled'],
  ] as const)('%s is %s to an effect and %s to a read', (code, effect, read) => {
    const failed = { kind: 'failed', raw: raw(code) } as const;
    expect([effectFailure(failed, 'approval').kind, readFailure(failed, 'approval').kind]).toEqual([effect, read]);
  });
});
