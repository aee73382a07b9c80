import { careAct } from './care-act.ts';
import { cloudsAct } from './clouds-act.ts';
import { linkAct } from './link-act.ts';
import { rebateAct } from './rebate-act.ts';
import { unbindAct } from './unbind-act.ts';
import type { Walk } from './walk.ts';

/** The whole walk: a link, the same customer at all clouds, what goes wrong on ordinary days, rebates, parting. */
export async function allActs(walk: Walk): Promise<void> {
  const customer = await linkAct(walk);
  await cloudsAct(walk, customer);
  await careAct(walk);
  await rebateAct(walk);
  await unbindAct(walk);
}
