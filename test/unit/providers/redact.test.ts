import { expect, test } from 'vitest';
import { redact } from '../../../functions/providers/tencent/redact.ts';

test.each([
  [
    'sent https://www.tencentcloud.com/account/register?RegisterToken=0a1b2c&s=mail to it@customer.example.com',
    'sent https://www.tencentcloud.com/account/register?RegisterToken=[redacted]&s=mail to [e-mail]',
  ],
  ['the key AKIDz8krbsJ5yKBZQpn74WFkmLPx3 is disabled', 'the key [key id] is disabled'],
  ['call +852 5550 0001', 'call [phone]'],
  ['token 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'token [token]'],
])('%s', (said, logged) => {
  expect(redact(said)).toBe(logged);
});

test('what helps to find the fault stays: UINs, codes, request ids', () => {
  const said = 'UIN 200012345678 refused, request 2b7c676e-bb4b-449d-89e6-4866132036c5, FailedOperation.ClientBuySP';
  expect(redact(said)).toBe(said);
});
