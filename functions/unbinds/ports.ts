import type { DecisionRef } from '../decisions/decision.ts';
import type { Delivery } from '../decisions/deliver-answer.ts';
import type { EffectDeps } from '../providers/effects.ts';
import type { PartnerAccountRef, ProviderPort, Site, SiteCapabilities } from '../providers/provider.ts';
import type { SequenceDeps } from '../sequence/sequence.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import type { Unbind } from './unbind.ts';

/** What every use case of this slice stands on. */
export type UnbindDeps = SequenceDeps;

/** What is true of a site; undefined where the desk has no adapter for it. */
export type CapabilitiesOf = (site: Site) => SiteCapabilities | undefined;

/** Wakes whoever waits for a decision; safe to fail, since due work delivers as well. */
export type Deliver = (ref: DecisionRef) => Promise<Delivery>;

/** What reading stands on. */
export type UnbindReadDeps = Pick<UnbindDeps, 'tables' | 'clock'> & {
  readonly capabilitiesOf: CapabilitiesOf;
  readonly evidence: EvidenceStore;
};

/** What a member's calls stand on. */
export type UnbindWriteDeps = UnbindDeps & {
  readonly capabilitiesOf: CapabilitiesOf;
  readonly deliver: Deliver;
  readonly evidence: EvidenceStore;
};

/** What tasks and work that call a cloud stand on. */
export type UnbindProviderDeps = UnbindDeps &
  EffectDeps & {
    readonly portOf: (site: Site) => ProviderPort;
    readonly capabilitiesOf: CapabilitiesOf;
    /** Whether the clouds are pretended: then policies alone say how long things take there. */
    readonly simulated: boolean;
  };

export function accountRef({ org, partnerAccount }: Pick<Unbind, 'org' | 'partnerAccount'>): PartnerAccountRef {
  return { org, account: partnerAccount.id, site: partnerAccount.site, environment: partnerAccount.environment };
}
