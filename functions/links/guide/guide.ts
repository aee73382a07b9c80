import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { PartnerAccount, type Policy, PolicyTerms } from '../../parties/index.ts';
import { type Right, rights } from '../../platform/contract.ts';
import type { IdentifierKind, RelationshipType, SiteCapabilities } from '../../providers/provider.ts';
import { checks, type Facts } from '../checks/finding.ts';
import { partnerAccountChecks } from '../checks/partner-account.ts';
import { prerequisitesFor, restrictionsAt } from '../checks/wanted-link.ts';
import { FindingView } from '../finding-view.ts';
import { RelationshipType as Type } from '../relationship.ts';
import { stepNames, steps } from './steps.ts';

const identifierKinds = ['account_id', 'account_name', 'email', 'mobile'] as const satisfies readonly IdentifierKind[];

/** The guided path as data: everything that a page needs to lead through it, and nothing that it has to know itself. */
export const Guide = z.strictObject({
  partnerAccount: PartnerAccount.pick({ id: true, name: true, site: true, environment: true, tier: true }).strict(),
  types: z.array(Type).readonly().describe('what this guide is for'),
  maySubmit: z
    .strictObject({
      allowed: z.boolean(),
      needs: z.array(z.enum(rights)).readonly(),
      others: z.array(idSchema('member')).readonly().describe('who can submit for you; empty while you may yourself'),
    })
    .describe('whether you may submit; anybody who may enter drafts can do the rest'),
  programme: z
    .array(FindingView)
    .readonly()
    .describe('whether this partner account can link at all, and who can mend it'),
  steps: z
    .array(
      z.strictObject({
        name: z.enum(stepNames),
        title: z.string(),
        fields: z
          .array(z.strictObject({ field: z.string().describe('JSON pointer into a wish'), needed: z.boolean() }))
          .readonly(),
        checks: z.array(z.enum(checks)).readonly(),
        lockedUntil: z.enum(stepNames).exactOptional().describe('the step that has to hold first'),
      }),
    )
    .readonly(),
  prerequisites: z
    .array(
      z.strictObject({
        key: z.string().describe('what `gathered` names it by'),
        text: z.string(),
        mandatory: z.boolean(),
        types: z.array(Type).readonly(),
      }),
    )
    .readonly(),
  identifiers: z
    .array(
      z.strictObject({
        kind: z.enum(identifierKinds),
        needed: z.boolean().describe('the site asks for it before the customer applies'),
        pattern: z.string().describe('anchored regular expression'),
        example: z.string(),
        message: z.string().describe('key of the text that says what it looks like'),
      }),
    )
    .readonly(),
  scopes: z
    .array(z.strictObject({ type: Type, how: z.enum(['settable', 'attested', 'refused']), because: z.string() }))
    .readonly(),
  restrictions: PolicyTerms.shape.restrictions.readonly().describe('what your policy forbids here, by name'),
  teams: z.array(z.string()).readonly(),
});
export type Guide = z.input<typeof Guide>;

type Asked = {
  readonly account: PartnerAccount;
  readonly capabilities: SiteCapabilities | undefined;
  readonly policy: Policy;
  readonly types: readonly RelationshipType[];
  readonly now: Facts['now'];
  readonly submit: { readonly allowed: boolean; readonly needs: readonly Right[]; readonly others: readonly string[] };
};

/** The guide for a partner account and the types in mind. A site without an adapter has no prerequisites to tell. */
export function guideFor({ account, capabilities, policy, types, now, submit }: Asked): Guide {
  const { id, name, site, environment, tier } = account;
  return {
    partnerAccount: { id, name, site, environment, tier },
    types,
    maySubmit: { ...submit, others: submit.others.filter(isMember) },
    programme: partnerAccountChecks({ account, capabilities, now }),
    steps: steps.map((step, at) => {
      const before = steps[at - 1];
      return {
        name: step.name,
        title: step.title,
        fields: step.fields.map((field) => ({ field: `/${field}`, needed: step.needs.includes(field) })),
        checks: step.checks,
        ...(before && { lockedUntil: before.name }),
      };
    }),
    prerequisites: capabilities ? prerequisitesFor(types, capabilities) : [],
    identifiers: capabilities ? identifiersOf(capabilities) : [],
    scopes: capabilities ? types.map((type) => ({ type, ...scopeOf(type, capabilities) })) : [],
    restrictions: restrictionsAt(policy, site)
      .filter((one) => one.types.length === 0 || one.types.some((type) => types.includes(type)))
      .map((one) => ({ ...one })),
    teams: policy.teams,
  };
}

function identifiersOf({ identifiers, askedBefore }: SiteCapabilities) {
  return identifierKinds.flatMap((kind) => {
    const format = identifiers[kind];
    return format ? [{ kind, needed: askedBefore.includes(kind), ...format }] : [];
  });
}

const reasons = {
  settable: 'set by linking itself',
  attested: 'not set by linking: agreed on paper, whose reference goes into scope.agreement',
  refused: 'there is no such link at this site',
} as const;

function scopeOf(type: RelationshipType, { scopes }: SiteCapabilities) {
  const how = scopes[type];
  return { how, because: reasons[how] };
}

function isMember(id: string): id is `mem_${string}` {
  return idSchema('member').safeParse(id).success;
}
