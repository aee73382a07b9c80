/** How far the simulated provider's clock stands from the wall clock, in milliseconds. Kept in the simulator's state. */
export interface ClockOffset {
  offsetMs: number;
}

/**
 * The two clocks of a simulator. Signatures carry the caller's real time, so they are judged on the wall clock;
 * everything the provider counts in minutes or days (mail intervals, link lifetimes, apply times) runs on the settable
 * clock, so that a test can pass 30 days in one call.
 */
export interface SimulatorClock {
  /** Real time: signature skew, requests per second. */
  wall(): Date;
  /** The provider's own time: wall clock plus offset. */
  now(): Date;
}

/** A clock over `wall` and an offset that is read at every call, so that a restored or reset state takes effect. */
export function createClock(wall: () => Date, offset: () => ClockOffset): SimulatorClock {
  return { wall, now: () => new Date(wall().getTime() + offset().offsetMs) };
}
