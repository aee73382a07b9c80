import { expect, test } from 'vitest';
import { MailAddress } from '../../../functions/kernel/mail-address.ts';

const local = (length: number) => 'a'.repeat(length);

test.each([`${local(64)}@customer.example`, 'it@customer.example', 'it+desk@sub.customer.example'])(
  '%s can be written to',
  (address) => {
    expect(MailAddress.parse(address)).toBe(address);
  },
);

test.each([
  ['more than 64 characters before the @', `${local(65)}@customer.example`],
  ['more than 254 in all', `it@${`${local(60)}.`.repeat(5)}example`],
  ['no host', 'it@'],
])('%s can not', (_why, address) => {
  expect(MailAddress.safeParse(address).success).toBe(false);
});
