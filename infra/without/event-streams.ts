/**
 * Stands in for `@smithy/core/event-streams`: none of our calls answers with a stream of events (as S3 Select does).
 * It makes a bundle 15 KB smaller.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('Event streams are left out of the bundles (infra/without).');
  }
}

export function eventStreamSerdeProvider(): EventStreamSerde {
  return new EventStreamSerde();
}

/** Clients that have such a call ask for this when they are made; it is used by that call only. */
export function resolveEventStreamSerdeConfig<T>(input: T): T {
  return input;
}
