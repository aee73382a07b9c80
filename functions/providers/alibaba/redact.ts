import { redactor } from '../redact.ts';

/** Ids of keys, session tokens, registration links of invitations, and what credentials for a bucket travel as. */
export const redact = redactor([
  [/\b(?:LTAI|STS\.)[A-Za-z0-9]{6,}/g, '[key id]'],
  [/\b(Oss(?:AccessKeyId|AccessKeySecret|SecurityToken)["']?\s*[=:]\s*["']?)[^&\s"'<>),]+/gi, '$1[redacted]'],
  // a policy or an address of object storage that is quoted without its scheme
  [/\?[^\s"'<>)]*(?:Signature|x-oss-)[^\s"'<>)]*/gi, '?[redacted]'],
  [/\bhttps?:\/\/[^\s"'<>)]+/gi, '[link]'],
]);
