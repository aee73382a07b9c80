/**
 * Errors that a task throws on purpose. Their names are a contract: the machines' Retry matches them (`errors` in
 * statemachines/machines.ts).
 */

/** Another worker has announced this effect and may still be calling; the machine asks again until its lease is over. */
export class EffectInFlight extends Error {
  override readonly name = 'EffectInFlight';
}

/** The provider, or our own share of its rate, is not free yet: nothing was called. */
export class ProviderBusy extends Error {
  override readonly name = 'ProviderBusy';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number, what: string) {
    super(`${what}: not before ${retryAfterSeconds} s from now`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
