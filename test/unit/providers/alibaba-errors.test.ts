import { describe, expect, test } from 'vitest';
import { codes, meanings, saysNotOurs } from '../../../functions/providers/alibaba/errors.ts';

/** Codes by the models and the metadata of Agency, versions 2022-12-16 and 2025-02-27, and by the gateway's help page. */
const numbers =
  '1109 1001 1002 1003 1004 1005 1006 1007 3008 3009 3010 3011 3012 3013 3014 3015 3016 3017 3055 3056 3067 3029 3062 3063 3030 3031 3040 3041 3044 3045 3048 3049 3050 3057 3058 3060 3061'.split(
    ' ',
  );
const documented = [
  ...numbers,
  'InvalidParam.InviteId.InvalidId',
  'InvalidParam.Uid.NotYourEu',
  'InvalidRequest.NoPermissions',
  'InvalidRequest.NoPermissions.NotPartner',
  'InvalidRequest.NoPermissions.RamNoPermission',
  'IdempotentParameterMismatch',
  'SignatureDoesNotMatch',
  'InvalidTimeStamp.Expired',
  'SignatureNonceUsed',
  'InvalidAccessKeyId.NotFound',
  'Throttling.User',
  'InvalidApi.NotFound',
  'InvalidParameter',
  'MissingParameter',
  'InternalError',
];
const raw = (code: string) => ({ code, message: 'their words, byte for byte', requestId: 'r-1' });
const asEffect = (code: string) => codes.effectFailure({ kind: 'failed', raw: raw(code) }, 'submission');
const asRead = (code: string) => codes.readFailure({ kind: 'failed', raw: raw(code) }, 'verification');

describe('codes of the provider', () => {
  test.each(documented)('%s has a meaning of its own', (code) => {
    expect(Object.keys(meanings)).toContain(code);
  });

  test.each(numbers)('%s means the same in both ways in which it is written', (code) => {
    expect(codes.meaningOf(`Error${code}`)).toEqual(codes.meaningOf(code));
  });

  test.each([...documented, 'Error3029', 'SomethingNew', '3999'])(
    '%s is kept byte for byte, with its stage',
    (code) => {
      expect(asEffect(code)).toMatchObject({ stage: 'submission', raw: raw(code) });
      expect(asRead(code)).toMatchObject({ stage: 'verification', raw: raw(code) });
    },
  );

  test.each([
    ['3058', { kind: 'throttled', retryAfterSeconds: 300 }],
    ['3061', { kind: 'refused', code: 'invitation_lapsed' }],
    ['Error3060', { kind: 'refused', code: 'invitation_unknown' }],
    ['3015', { kind: 'refused', code: 'partner_barred' }],
    ['3040', { kind: 'refused', code: 'account_frozen' }],
    ['InvalidParam.Uid.NotYourEu', { kind: 'not_ours' }],
    ['InvalidRequest.NoPermissions.RamNoPermission', { kind: 'not_allowlisted', needs: 'key_permission' }],
    ['Throttling.Api', { kind: 'throttled', retryAfterSeconds: 1 }],
    ['InvalidAccessKeyId.Inactive', { kind: 'credentials' }],
    ['InvalidTimeStamp.Expired', { kind: 'credentials' }],
    ['SomethingNew', { kind: 'refused', code: 'other' }],
    ['constructor', { kind: 'refused', code: 'other' }],
  ])('%s', (code, failure) => {
    expect(asEffect(code)).toMatchObject(failure);
  });

  test('a system error, and a request that came twice, may have changed something', () => {
    for (const code of ['1109', 'Error1109', 'InternalError', 'SignatureNonceUsed', 'ServiceUnavailable']) {
      expect(asEffect(code)).toMatchObject({ kind: 'unknown_outcome', because: 'server_fault' });
      expect(asRead(code)).toMatchObject({ kind: 'provider_down' });
    }
  });

  test('only what says that the account is no customer is taken for it', () => {
    expect(['3029', 'Error3029', 'InvalidParam.Uid.NotYourEu'].map(saysNotOurs)).toEqual([true, true, true]);
    expect(['3015', 'InvalidRequest.NoPermissions', 'SomethingNew', null].map(saysNotOurs)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
