import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { isAsked } from '../../functions/unbinds/preconditions/judge.ts';
import {
  type Precondition,
  type PreconditionName,
  preconditionNames,
} from '../../functions/unbinds/preconditions/precondition.ts';

/** The preconditions that a site asks for. @throws for one without an adapter */
export function askedAt(site: Site): readonly PreconditionName[] {
  const can = capabilitiesOf(site);
  if (!can) throw new Error(`no adapter for ${site}`);
  return preconditionNames.filter((name) => isAsked(can, name));
}

/** Every precondition of a site as somebody attests it to be met; what the provider is read for counts all the same. */
export function clearPreconditions(by: string, at: string, site: Site = 'tencent-intl'): Precondition[] {
  return askedAt(site).map((name) => ({
    name,
    mode: 'attested',
    result: 'pass',
    found: 'clear',
    strength: 'required',
    attested: { by, at, evidence: [], note: 'Looked up in Partner Center' },
    at,
  }));
}
