import { wireTime } from '../wire-format.ts';
import type { World } from '../world.ts';
import { proceed } from './completion.ts';
import { advance } from './records.ts';

const day = 86_400_000;
/** "Within 10 calendar days", else approved by itself. Source: partner release notes, October 2025. */
const reviewDays = 10;

/**
 * When the provider approves by itself what is still under review. The day of the application, in UTC+8, is taken as
 * the first of the ten: the earliest that the words allow.
 */
export function reviewDeadline(submittedAt: string): string {
  const firstDay = Date.parse(`${wireTime(submittedAt).slice(0, 10)}T00:00:00+08:00`);
  return new Date(firstDay + reviewDays * day).toISOString();
}

/** Lets the provider do what it does by its clock. Returns whether anything has changed. */
export function passDeadlines(world: World): boolean {
  const now = world.clock.now().toISOString();
  const passed = world.state.unbindings.filter(({ deadline }) => deadline !== null && deadline <= now);
  for (const record of passed) {
    const at = record.deadline ?? now;
    advance(record, { at, by: 'provider', status: 'provider_check', reason: 'Approved: not reviewed in time.' });
    proceed(world, record, at);
  }
  return passed.length > 0;
}
