import type { Site } from '../providers/provider.ts';
import type { RebateCapabilities } from '../providers/rebates.ts';
import type { SequenceDeps } from '../sequence/sequence.ts';
import type { RebateObjects } from './objects.ts';

/** What every use case of this slice stands on. */
export type RebateDeps = SequenceDeps;

/** How a site tells rebates; undefined where the desk has no adapter for it. */
export type RebatesOf = (site: Site) => RebateCapabilities | undefined;

/** What reading stands on. */
export type RebateReadDeps = Pick<RebateDeps, 'tables' | 'clock'> & {
  readonly rebatesOf: RebatesOf;
  readonly objects: RebateObjects;
};

/** What a member's calls stand on. */
export type RebateWriteDeps = RebateDeps & {
  readonly rebatesOf: RebatesOf;
  readonly objects: RebateObjects;
};
