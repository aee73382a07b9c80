import type { SiteCapabilities } from '../../providers/provider.ts';
import type { Link } from '../link.ts';
import type { ExpectedBilling, Scope } from '../relationship.ts';

/** What is to be different about a link. */
export type LinkChange = {
  readonly types?: Link['types'] | undefined;
  readonly scope?: Scope | undefined;
  readonly expected?: ExpectedBilling | undefined;
};

export type ChangeClass = { readonly class: 'in_place' | 'new_link'; readonly because: readonly string[] };

/**
 * Whether a link can change as it is (R022). What the provider sets by linking itself comes and goes with the link, so
 * it needs a new one; what is attested, or only ours, changes in place.
 */
export function classOf(link: Link, change: LinkChange, capabilities: SiteCapabilities): ChangeClass {
  const reasons = [...turnedTypes(link, change, capabilities), ...turnedPayer(link, change)];
  return reasons.length > 0
    ? { class: 'new_link', because: reasons }
    : { class: 'in_place', because: ['nothing of it is set at the provider by linking'] };
}

function turnedTypes(link: Link, { types }: LinkChange, { scopes }: SiteCapabilities): string[] {
  if (!types) return [];
  const turned = [
    ...types.filter((type) => !link.types.includes(type)),
    ...link.types.filter((type) => !types.includes(type)),
  ];
  return turned
    .filter((type) => scopes[type] === 'settable')
    .map(
      (type) =>
        `${type} is set at the provider by linking, so it ${types.includes(type) ? 'comes' : 'goes'} with a link`,
    );
}

function turnedPayer(link: Link, { expected }: LinkChange): string[] {
  if (!expected || !link.expected || expected.payer === link.expected.payer) return [];
  return [`the bill would go to the ${expected.payer}: who pays is settled by linking`];
}

/** Whether a change lets the reseller do more than before: then the customer is asked (R028). */
export function widens(before: Pick<Link, 'types' | 'scope'>, after: Pick<Link, 'types' | 'scope'>): boolean {
  if (before.scope.access === 'read_only' && after.scope.access === 'manage') return true;
  if (after.types.some((type) => !before.types.includes(type))) return true;
  const lists = ['services', 'projects', 'regions'] as const;
  if (lists.some((list) => wider(before.scope[list], after.scope[list]))) return true;
  const { window: was } = before.scope;
  return was !== undefined && JSON.stringify(was) !== JSON.stringify(after.scope.window);
}

/** An empty list means all. */
function wider(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0) return false;
  return after.length === 0 || after.some((name) => !before.includes(name));
}
