/**
 * What a provider says may hold mail addresses, invitation links and ids of keys. Records keep its words byte for byte;
 * logs get them through here.
 */
export function redact(text: string): string {
  return secretsInText.reduce((safe, [pattern, instead]) => safe.replace(pattern, instead), text);
}

const secretsInText: readonly (readonly [RegExp, string])[] = [
  [/(RegisterToken=)[^&\s"'<>)]+/gi, '$1[redacted]'],
  [/\b[AI]KID[A-Za-z0-9]{6,}/g, '[key id]'],
  [/\b[0-9a-f]{40,}\b/gi, '[token]'],
  [/[^\s"'<>()[\]:;,]+@[^\s"'<>()[\]:;,]+\.[^\s"'<>()[\]:;,]+/g, '[e-mail]'],
  [/\+\d[\d\s()-]{6,}\d/g, '[phone]'],
];
