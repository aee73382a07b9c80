import * as z from 'zod';

/** An address that mail can be sent to: at most 64 characters before the @ and 254 in all (RFC 5321, 4.5.3.1). */
export const MailAddress = z
  .email({ error: 'a mail address such as it@customer.example' })
  .max(254)
  .regex(/^[^@]{1,64}@/, { error: 'at most 64 characters before the @' });
