/** Nonces that signatures have used. */
export interface Nonces {
  /** Takes a nonce, unless the same key used it within the time that a date may be off. */
  takes(accessKeyId: string, nonce: string): boolean;
}

/** A date may be 15 minutes off to both sides, so a signature can come back for half an hour. */
const rememberedMs = 30 * 60_000;

/** Remembers on the wall clock; not kept over a restart. */
export function createNonces(wall: () => Date): Nonces {
  const used = new Map<string, number>();
  return {
    takes: (accessKeyId, nonce) => {
      const now = wall().getTime();
      for (const [name, at] of used) {
        if (now - at <= rememberedMs) break;
        used.delete(name);
      }
      const name = `${accessKeyId} ${nonce}`;
      if (used.has(name)) return false;
      used.set(name, now);
      return true;
    },
  };
}
