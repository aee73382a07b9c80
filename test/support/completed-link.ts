import type { LinkDesk } from './link-desk.ts';
import { copyOf, unitsOf } from './request-units.ts';

/**
 * Links one customer on a desk in memory, the straight way: asked for, agreed to, invited, applied for, accepted,
 * active. Says what the store charges for it and how many states the machine entered.
 */
export async function completedLink(desk: LinkDesk) {
  // what an account brings with itself is no cost of a link
  await desk.settle();
  const before = copyOf(desk.tables);
  desk.tables.calls.splice(0);
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(desk.wish.customer.accountId);
  await desk.pass(3600);
  const calls = desk.tables.calls.splice(0);
  return { id, status: desk.record(id).status, calls, units: await unitsOf(calls, before) };
}
