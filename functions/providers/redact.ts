/** What is to be hidden, and what stands there instead. */
export type Hidden = readonly [RegExp, string];

/**
 * What a provider says may hold mail addresses, telephone numbers and tokens, and secrets of its own. Records keep its
 * words byte for byte; logs get them through here.
 */
export function redactor(own: readonly Hidden[]): (text: string) => string {
  const all = [...own, ...everywhere];
  return (text) => all.reduce((safe, [pattern, instead]) => safe.replace(pattern, instead), text);
}

const everywhere: readonly Hidden[] = [
  [/\b[0-9a-f]{40,}\b/gi, '[token]'],
  [/[^\s"'<>()[\]:;,]+@[^\s"'<>()[\]:;,]+\.[^\s"'<>()[\]:;,]+/g, '[e-mail]'],
  [/\+\d[\d\s()-]{6,}\d/g, '[phone]'],
];
