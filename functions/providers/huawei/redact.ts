import { redactor } from '../redact.ts';

/** Ids of keys, mobile numbers as the provider writes them (`0065-91234567`), and links. */
export const redact = redactor([
  [/\bAccess=[^,\s]+/g, 'Access=[key id]'],
  [/\b(?=[A-Z0-9]*[A-Z])[A-Z0-9]{20}\b/g, '[key id]'],
  [/\b00\d{2}-\d{5,}\b/g, '[phone]'],
  [/\bhttps?:\/\/[^\s"'<>)]+/gi, '[link]'],
]);
