import { modeOf, modeOfRow } from '../providers/capabilities.ts';
import { type Mode, type ProofItem, proofItems, type RelationshipType } from '../providers/provider.ts';
import type { Facts } from './checks/finding.ts';
import type { Scope } from './relationship.ts';

/** What a link would let the reseller do on the customer's account, in neutral words. */
export const permissionActions = [
  'see_standing',
  'see_bills',
  'limit_spending',
  'see_resources',
  'change_resources',
  'see_settings',
  'change_settings',
  'read_for_customer',
  'act_for_customer',
] as const;
type PermissionAction = (typeof permissionActions)[number];

/** `how`: set by linking, or agreed on paper. `mode`: by the provider's API, learned otherwise, or by a person. */
type Allowed = {
  readonly action: PermissionAction;
  readonly how: 'settable' | 'attested';
  readonly mode: Exclude<Mode, 'none'>;
};
type Denied = { readonly action: PermissionAction; readonly because: string };
type Verified = { readonly item: ProofItem; readonly mode: Mode; readonly note: string };

export type PermissionPreview = {
  readonly allowed: readonly Allowed[];
  readonly denied: readonly Denied[];
  /** What will be proved once the link is active, and how. */
  readonly verified: readonly Verified[];
};

type Site = NonNullable<Facts['capabilities']>;
type Known = { readonly site: Site; readonly account: NonNullable<Facts['account']> };
type Rule = {
  readonly type: RelationshipType;
  readonly access: Scope['access'];
  /** How the site does it; what no API of it does is left to a person with what the customer grants. */
  readonly mode: (known: Known) => { readonly mode: Mode; readonly note: string };
};

const byProof =
  (item: ProofItem): Rule['mode'] =>
  ({ site, account }) => ({ mode: modeOfRow(site.proofs[item], account.tier, true), note: site.proofs[item].note });
const byHand: Rule['mode'] = () => ({ mode: 'operator', note: 'in the provider’s console' });

const rules: Readonly<Record<PermissionAction, Rule>> = {
  see_standing: { type: 'billing', access: 'read_only', mode: byProof('status') },
  see_bills: { type: 'billing', access: 'read_only', mode: byProof('billing') },
  limit_spending: {
    type: 'billing',
    access: 'manage',
    mode: ({ site, account }) => ({
      mode: site.terms === null ? 'none' : modeOf(site.terms.at, site, account),
      note: site.terms === null ? 'linking sets no spending terms here' : site.methods[site.terms.at].note,
    }),
  },
  see_resources: { type: 'provisioning', access: 'read_only', mode: byHand },
  change_resources: { type: 'provisioning', access: 'manage', mode: byHand },
  see_settings: { type: 'management', access: 'read_only', mode: byHand },
  change_settings: { type: 'management', access: 'manage', mode: byHand },
  read_for_customer: { type: 'delegation', access: 'read_only', mode: byHand },
  act_for_customer: { type: 'delegation', access: 'manage', mode: byHand },
};

/** What the wish would allow and what not, and why not (R048). Undefined until a site is known. */
export function previewPermissions({ account, capabilities: site, wanted }: Facts): PermissionPreview | undefined {
  if (!account || !site) return undefined;
  const judged = permissionActions.map((action) => judge(action, { site, account }, wanted));
  return {
    allowed: judged.flatMap((one) => ('how' in one ? [one] : [])),
    denied: judged.flatMap((one) => ('how' in one ? [] : [one])),
    verified: proofItems.map((item) => ({ item, ...byProof(item)({ site, account }) })),
  };
}

function judge(action: PermissionAction, known: Known, { types, scope }: Facts['wanted']): Allowed | Denied {
  const { type, access, mode: modeAt } = rules[action];
  const how = known.site.scopes[type];
  if (how === 'refused') return { action, because: `${known.account.site} has no link for ${type}` };
  if (!types.includes(type)) return { action, because: `not a link for ${type}` };
  if (access === 'manage' && scope.access === 'read_only') return { action, because: 'the scope is reading only' };
  const { mode, note } = modeAt(known);
  return mode === 'none' ? { action, because: note } : { action, how, mode };
}
