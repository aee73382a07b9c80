import type { Invitation, Lead } from '../state.ts';
import type { World } from '../world.ts';

const day = 86_400_000;
/** A lead that nobody invited is valid for 30 days, then an Expired Customer. Source: ACPN Customer Management. */
const leadDays = 30;

/** Whether the registration URL can no longer be used: code 3061. */
export function isExpired(world: World, { createdAt, days }: Invitation): boolean {
  return daysSince(world, createdAt) >= days;
}

/** Whether a customer's record has lapsed. */
export function isLapsed(world: World, { createdAt }: Lead): boolean {
  return daysSince(world, createdAt) >= leadDays;
}

function daysSince(world: World, instant: string): number {
  return (world.clock.now().getTime() - Date.parse(instant)) / day;
}
