import type { Site, SiteCapabilities } from '../providers/provider.ts';
import type { SequenceDeps } from '../sequence/sequence.ts';
import type { RebateObjects } from './objects.ts';

/** What every use case of this slice stands on. */
export type RebateDeps = SequenceDeps;

/** What is true of a site; undefined where the desk has no adapter for it. */
export type CapabilitiesOf = (site: Site) => SiteCapabilities | undefined;

/** What reading stands on. */
export type RebateReadDeps = Pick<RebateDeps, 'tables' | 'clock'> & {
  readonly capabilitiesOf: CapabilitiesOf;
  readonly objects: RebateObjects;
};

/** What a member's calls stand on. */
export type RebateWriteDeps = RebateDeps & {
  readonly capabilitiesOf: CapabilitiesOf;
  readonly objects: RebateObjects;
};
