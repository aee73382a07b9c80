import { InvariantBroken } from '../../kernel/result.ts';
import type { Bytes } from '../objects.ts';
import { MAX_LINE_BYTES } from '../rebate.ts';
import { unpacked } from './packed.ts';

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const QUOTE = 0x22;
/** What each canonical line begins with, up to its id. */
const ID_AT = '{"id":"'.length;

/**
 * The lines of a packed snapshot one after the other, as bytes in a window that moves along: nothing is decoded until it
 * is asked for, and only a chunk is held. `step` is synchronous, because a promise a line would cost more than the line:
 * `lines.step() || (await lines.more())` moves on, and is false at the end.
 */
export class SortedLines {
  readonly #source: AsyncIterator<Uint8Array>;
  #window = Buffer.alloc(0);
  #start = 0;
  #end = -1;

  readonly #twice: boolean;

  /** @param twice whether an id may come more than once in a row */
  constructor(snapshot: Bytes, { twice = false } = {}) {
    this.#source = unpacked(snapshot)[Symbol.asyncIterator]();
    this.#twice = twice;
  }

  /**
   * Moves to the next line if it is at hand.
   * @throws InvariantBroken where its id does not come after that of the line before
   */
  step(): boolean {
    const start = this.#end + 1;
    const end = this.#window.indexOf(NEWLINE, start);
    if (end === -1) return false;
    if (this.#window[start] !== BRACE) throw new InvariantBroken('not a line of a snapshot');
    if (start > 0) {
      const order = compareIds(this.#window, this.#start, this.#window, start);
      if (order > 0 || (order === 0 && !this.#twice)) throw new InvariantBroken('a snapshot out of order');
    }
    this.#start = start;
    this.#end = end;
    return true;
  }

  /**
   * Reads on until the next line is at hand, and moves to it; false at the end.
   * @throws InvariantBroken where the last line has no end, or a line is longer than any may be
   */
  async more(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next();
      const rest = this.#window.length - (this.#end + 1);
      if (done) {
        if (rest > 0) throw new InvariantBroken('a snapshot that ends within a line');
        return false;
      }
      if (rest > MAX_LINE_BYTES) throw new InvariantBroken('a line longer than any may be');
      // the line before stays in the window: the next one is compared with it
      this.#window = Buffer.concat([this.#window.subarray(this.#start), value]);
      this.#end -= this.#start;
      this.#start = 0;
      if (this.step()) return true;
    }
  }

  /** Below 0 where this line's id comes first, 0 where both have the same. */
  compareId(other: SortedLines): number {
    return compareIds(this.#window, this.#start, other.#window, other.#start);
  }

  equals(other: SortedLines): boolean {
    const length = this.#end - this.#start;
    return (
      length === other.#end - other.#start &&
      this.#window.compare(other.#window, other.#start, other.#end, this.#start, this.#end) === 0
    );
  }

  /** The line with its end; stays as it is when the window moves on. */
  get bytes(): Buffer {
    return this.#window.subarray(this.#start, this.#end + 1);
  }

  get id(): string {
    const from = this.#start + ID_AT;
    return this.#window.toString('latin1', from, this.#window.indexOf(QUOTE, from));
  }

  get line(): string {
    return this.#window.toString('utf8', this.#start, this.#end);
  }

  /** Lets go of what it reads from, wherever it stands. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

/**
 * By bytes up to the quote that ends an id: it comes before every character that an id may have, so that whoever compares
 * lines compares ids.
 */
function compareIds(a: Buffer, aStart: number, b: Buffer, bStart: number): number {
  for (let at = ID_AT; ; at += 1) {
    const left = a[aStart + at] ?? 0;
    const right = b[bStart + at] ?? 0;
    if (left !== right) return left - right;
    if (left === QUOTE || left === 0) return 0;
  }
}
