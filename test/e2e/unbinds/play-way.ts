import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import type { UnbindWayName } from '../../../statemachines/unbind-outcomes.ts';
import type { Desk } from '../../support/desk.ts';
import { expectWay } from './follow-way.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { type PlayedSite, unbindSites } from './sites.ts';
import { unbinding } from './unbinding.ts';

export type Row = { readonly site: PlayedSite; readonly way: UnbindWayName; readonly scenario: Scenario };

const [firstSite] = Object.keys(unbindSites);

/** The ways of a site by its table; what no site does otherwise than another is played at the first one alone. */
export function waysAt(site: PlayedSite): readonly Row[] {
  const can = capabilitiesOf(site);
  if (!can) throw new Error(`no adapter for ${site}`);
  return Object.entries<Scenario>(scenarios)
    .filter(([, { where, anywhere }]) => (where?.(can) ?? true) && (site === firstSite || !anywhere))
    .map(([way, scenario]) => ({ site, way: way as UnbindWayName, scenario }));
}

/** Plays a way with a reseller of its own, and holds everything that was seen of it against the table of ways. */
export async function playWay(desk: Desk, { site, way, scenario }: Row): Promise<void> {
  const { terms, flags = [], play } = scenario;
  const u = await unbinding(desk, { site, ...(terms && { terms }) });
  await play(u);
  await expectWay(u, way, flags);
}
