import { redactor } from '../redact.ts';

/** Tokens of invitations in their links, and ids of keys (`AKID…`, `IKID…`). */
export const redact = redactor([
  [/(RegisterToken=)[^&\s"'<>)]+/gi, '$1[redacted]'],
  [/\b[AI]KID[A-Za-z0-9]{6,}/g, '[key id]'],
]);
