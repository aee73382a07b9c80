import { exact, type WireValue, wireText } from '../wire-text.ts';

export { exact, type WireValue, wireText };

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, UTC, to the second. Source: models of the official SDK. */
export function wireTime(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}

/** A decimal amount as a JSON number with exactly these digits; the main unit of the currency, never cents. */
export function amount(decimal: string): WireValue {
  return exact(decimal);
}

/** `measure_id` 1 is the main unit of the currency. Source: models of the official SDK. */
export const measure = { measure_id: 1, currency: 'USD' } as const;
