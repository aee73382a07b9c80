import { InvariantBroken } from '../../kernel/result.ts';
import { type FetchSecret, secretsManager } from '../../providers/secrets.ts';

/**
 * The stage's key of mail locks, fetched when first needed and kept as long as the process lives: it never changes,
 * because other locks would be made of the same addresses then. What could not be fetched is fetched again.
 * @throws InvariantBroken when the stage has none
 */
export function mailLockKey(name: string, fetch: FetchSecret = secretsManager()): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    known ??= await fetch(name);
    if (known === undefined) throw new InvariantBroken(`no secret ${name}`);
    return known;
  };
}
