import type { DecisionRef } from '../decisions/decision.ts';
import type { Delivery } from '../decisions/deliver-answer.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Tables } from '../platform/tables.ts';
import type { Site, SiteCapabilities } from '../providers/provider.ts';

/** What every use case of this slice stands on. */
export type LinkDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
};

/** What is true of a site; undefined where the desk has no adapter for it. */
export type CapabilitiesOf = (site: Site) => SiteCapabilities | undefined;

/** Wakes whoever waits for a decision; safe to fail, since due work delivers as well. */
export type Deliver = (ref: DecisionRef) => Promise<Delivery>;
