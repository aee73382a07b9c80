/** Where to: `now` only asks. */
export type ClockMove =
  | { readonly kind: 'now' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'by'; seconds: number };

const units = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Reads `+9d`, `+3h`, `+90m`, `+30s`, `reset`, or nothing. @throws with what can be said instead. */
export function parseClockMove(text: string | undefined): ClockMove {
  if (text === undefined) return { kind: 'now' };
  if (text === 'reset') return { kind: 'reset' };
  const [, count, unit] = /^\+(\d{1,5})([dhms])$/.exec(text) ?? [];
  const seconds = Object.entries(units).find(([name]) => name === unit)?.[1];
  if (count === undefined || seconds === undefined) {
    throw new Error(`"${text}" is no move of the clock. Say +9d, +3h, +90m, +30s or reset.`);
  }
  return { kind: 'by', seconds: Number(count) * seconds };
}

/** How far the clock is ahead, in words. */
export function aheadInWords(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'the real time';
  let left = offsetSeconds;
  const parts = Object.entries(units).flatMap(([name, seconds]) => {
    const count = Math.floor(left / seconds);
    left %= seconds;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return `${parts.join(' ')} ahead of the real time`;
}
