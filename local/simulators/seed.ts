/** Where a seeded sequence stands. Kept in the simulator's state, so that a restart goes on where it stopped. */
export interface RandomCursor {
  cursor: number;
}

/** Reproducible stand-in for randomness: the same cursor gives the same values for ever. Never for real secrets. */
export interface SeededRandom {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  /** True in about `share` (0 to 1) of the draws. */
  chance(share: number): boolean;
  /** One of `values`, which must not be empty. */
  pick<T>(values: readonly T[]): T;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  /** `length` decimal digits, the first never 0. */
  digits(length: number): string;
  /** A name in the form of a UUID, version 4. */
  uuid(): string;
}

/** A random source over a cursor that is read at every draw, so that a restored or reset state takes effect. */
export function createRandom(position: () => RandomCursor): SeededRandom {
  const fraction = () => mulberry32(position());
  const whole = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));
  const hex = (length: number) => Array.from({ length }, () => whole(0, 15).toString(16)).join('');
  return {
    whole,
    hex,
    chance: (share) => fraction() < share,
    pick: (values) => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new RangeError('pick needs at least one value');
      return value;
    },
    digits: (length) => `${whole(1, 9)}${Array.from({ length: length - 1 }, () => whole(0, 9)).join('')}`,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${whole(8, 11).toString(16)}${hex(3)}-${hex(12)}`,
  };
}

/** Tommy Ettinger's mulberry32: a small generator with 32 bits of state, in the public domain. */
function mulberry32(position: RandomCursor): number {
  position.cursor = (position.cursor + 0x6d2b79f5) >>> 0;
  let mixed = position.cursor;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
