import { describe, expect, test } from 'vitest';
import { codes, meanings, notYours } from '../../../functions/providers/tencent/errors.ts';

const { effectFailure, isKeyTurnedAway, meaningOf, readFailure } = codes;

/** Codes by action: official Go SDK, international edition, intlpartnersmgt/v20220928/client.go. */
const documented = [
  'FailedOperation',
  'FailedOperation.AccountTypeNotCompany',
  'FailedOperation.BalanceInsufficient',
  'FailedOperation.BindOrganizationAccount',
  'FailedOperation.ClientBalanceIsLessOrEqualZero',
  'FailedOperation.ClientBuySP',
  'FailedOperation.ClientCreateShareUnit',
  'FailedOperation.ClientJoinShareUnit',
  'FailedOperation.ClientNotApply',
  'FailedOperation.ExceedMaxBindCount',
  'FailedOperation.InvalidSubAgentUin',
  'FailedOperation.RealNameInApproval',
  'FailedOperation.RealNameNotCompleted',
  'FailedOperation.RealNameReject',
  'FailedOperation.RealNameTypeIllegal',
  'FailedOperation.ResellerNotApply',
  'FailedOperation.SendMailLimit180',
  'FailedOperation.UinAlreadyKA',
  'FailedOperation.UinAppliedAgent',
  'FailedOperation.UinInvalid',
  'FailedOperation.UinNotAgent',
  'FailedOperation.UinNotReseller',
  'InternalError',
  'InvalidParameter',
  'InvalidParameter.Page',
  'InvalidParameterValue',
  'InvalidParameterValue.CreditAmountOutOfRange',
  'InvalidParameterValue.InvalidMonth',
  'InvalidParameterValue.InvalidUin',
  'InvalidParameterValue.UinAlreadyAppliedClient',
  'InvalidParameterValue.UinAlreadyClient',
  'InvalidParameterValue.UinAlreadyReseller',
  'InvalidParameterValue.UinIsSubAccount',
  'InvalidParameterValue.UinList',
  'MissingParameter',
  'OperationDenied',
  'OperationDenied.ServiceBusy',
  'RequestLimitExceeded',
  'UnauthorizedOperation.NotCustomerUin',
  'UnauthorizedOperation.UinNoAuth',
  'UnknownParameter',
];
const raw = (code: string) => ({ code, message: 'their words, byte for byte', requestId: 'r-1' });
const asEffect = (code: string) => effectFailure({ kind: 'failed', raw: raw(code) }, 'approval');
const asRead = (code: string) => readFailure({ kind: 'failed', raw: raw(code) }, 'verification');

describe('codes of the provider', () => {
  test.each(documented)('%s has a meaning of its own', (code) => {
    expect(Object.keys(meanings)).toContain(code);
  });

  test.each([...documented, 'SomethingNew', 'SomethingNew.Deeper'])(
    '%s is kept byte for byte, with its stage',
    (code) => {
      expect(asEffect(code)).toMatchObject({ stage: 'approval', raw: raw(code) });
      expect(asRead(code)).toMatchObject({ stage: 'verification', raw: raw(code) });
    },
  );

  test.each([
    ['FailedOperation.BindOrganizationAccount', { kind: 'customer_must_act', code: 'leave_organization' }],
    ['FailedOperation.ClientJoinShareUnit', { kind: 'customer_must_act', code: 'leave_savings_plan' }],
    ['FailedOperation.ClientBalanceIsLessOrEqualZero', { kind: 'customer_must_act', code: 'settle_balance' }],
    ['FailedOperation.RealNameReject', { kind: 'customer_must_act', code: 'verify_identity' }],
    ['InvalidParameterValue.UinAlreadyClient', { kind: 'refused', code: 'account_already_linked' }],
    ['InvalidParameterValue.UinIsSubAccount', { kind: 'refused', code: 'account_not_root' }],
    ['FailedOperation.UinAlreadyKA', { kind: 'refused', code: 'account_is_key_account' }],
    ['FailedOperation.ExceedMaxBindCount', { kind: 'refused', code: 'partner_at_capacity' }],
    ['FailedOperation.UinNotReseller', { kind: 'refused', code: 'partner_barred' }],
    ['FailedOperation.ClientNotApply', { kind: 'out_of_step' }],
    ['FailedOperation.SendMailLimit180', { kind: 'throttled', retryAfterSeconds: 180 }],
    ['RequestLimitExceeded', { kind: 'throttled', retryAfterSeconds: 1 }],
    ['AuthFailure.SignatureExpire', { kind: 'credentials' }],
    ['AuthFailure.UnauthorizedOperation', { kind: 'not_allowlisted', needs: 'key_permission' }],
    ['UnauthorizedOperation.UinNoAuth', { kind: 'not_allowlisted', needs: 'unknown' }],
  ])('%s', (code, failure) => {
    expect(asEffect(code)).toMatchObject(failure);
  });

  test('a code that is not known means what its family means, and "other" without one', () => {
    expect(meaningOf('InvalidParameterValue.MailEmpty')).toEqual({ is: 'refused', code: 'input_invalid' });
    expect(meaningOf('RequestLimitExceeded.UinLimitExceeded')).toMatchObject({ is: 'throttled' });
    expect(meaningOf('SomethingNew')).toEqual({ is: 'refused', code: 'other' });
    expect(meaningOf('constructor')).toEqual({ is: 'refused', code: 'other' });
  });

  test('"busy" and "internal error" may have changed something when an effect meets them, and nothing when a read does', () => {
    for (const code of ['OperationDenied.ServiceBusy', 'InternalError', 'InternalError.DbError']) {
      expect(asEffect(code)).toMatchObject({ kind: 'unknown_outcome', because: 'server_fault' });
      expect(asRead(code)).toMatchObject({ kind: 'provider_down' });
    }
  });

  test('only what says that the key was turned away makes the key be fetched anew', () => {
    expect(isKeyTurnedAway({ kind: 'failed', raw: raw('AuthFailure.SecretIdNotFound') })).toBe(true);
    expect(isKeyTurnedAway({ kind: 'failed', raw: raw('AuthFailure.UnauthorizedOperation') })).toBe(false);
    expect(isKeyTurnedAway({ kind: 'no_answer', raw: raw('AuthFailure') })).toBe(false);
  });

  test('each code for "not yours" has a meaning of its own', () => {
    for (const code of notYours) expect(Object.keys(meanings)).toContain(code);
  });
});

describe('calls without an answer of the provider', () => {
  const words = { code: null, message: 'words' };

  test.each([
    [{ kind: 'not_connected', raw: words }, 'not_sent', 'not_sent'],
    [{ kind: 'no_answer', raw: words }, 'unknown_outcome', 'provider_down'],
    [{ kind: 'other_status', raw: { ...words, httpStatus: 502 } }, 'unknown_outcome', 'provider_down'],
    [{ kind: 'unreadable', raw: words }, 'unknown_outcome', 'malformed_answer'],
  ] as const)('%j is %s to an effect and %s to a read', (answer, effect, read) => {
    expect(effectFailure(answer, 'submission')).toMatchObject({ kind: effect, raw: answer.raw });
    expect(readFailure(answer, 'submission')).toMatchObject({ kind: read, raw: answer.raw });
  });
});
