import { err, ok } from '../../functions/kernel/result.ts';
import type { AnchorStore, KeptAnchor } from '../../functions/timeline/ports.ts';

/** The bucket of anchors in memory. */
export type MemoryAnchors = AnchorStore & {
  /** Everything in it, as a verifier reads it. */
  kept(): KeptAnchor[];
  /** Fails the next put as a lost connection does. */
  failNext(error: Error): void;
};

export function memoryAnchors(): MemoryAnchors {
  const texts = new Map<string, string>();
  const hours = () => [...texts.keys()].toSorted();
  let failure: Error | undefined;
  return {
    kept: () => hours().map((hour) => ({ hour, text: texts.get(hour) ?? '', untouched: true })),
    failNext(error) {
      failure = error;
    },
    hours: async (after = '') => hours().filter((hour) => hour > after),
    async read(hour) {
      const text = texts.get(hour);
      if (text === undefined) throw new Error(`no anchor of ${hour}`);
      return text;
    },
    async put(hour, text) {
      const thrown = failure;
      failure = undefined;
      if (thrown) throw thrown;
      if (texts.has(hour)) return err({ kind: 'exists' });
      texts.set(hour, text);
      return ok();
    },
  };
}
