import * as z from 'zod';
import { capabilitiesOf } from '../capabilities.ts';
import { type CapabilityRow, effects, proofItems, type Site, sites } from '../provider.ts';
import { providers } from '../registry.ts';
import { unbindSteps } from '../unbinding.ts';

const modes = ['api', 'indirect', 'operator', 'none'] as const satisfies readonly CapabilityRow['mode'][];
const tiers = ['reseller', 'distributor', 'second_level_reseller'] as const;

const Row = z.strictObject({
  mode: z
    .enum(modes)
    .describe('api: a call; indirect: seen by polling; operator: a person by a run sheet; none: no such step'),
  actor: z.enum(['desk', 'operator', 'customer', 'provider']).describe('who does it'),
  actions: z.array(z.string()).readonly().describe('the provider’s own names'),
  document: z.string().describe('the provider’s document'),
  needsAllowlist: z.boolean().describe('switched on by the provider for each partner account; until then operator'),
  tiers: z.array(z.enum(tiers)).readonly().describe('who may call it; operator for the others'),
  note: z.string(),
});

const Format = z.strictObject({
  name: z.string(),
  pattern: z.string().describe('an anchored regular expression'),
  example: z.string(),
  message: z.string().describe('key of the text that says what it looks like'),
});

/** A site as the capability table has it. */
export const SiteView = z.strictObject({
  site: z.enum(sites),
  provider: z.enum(providers),
  methods: z.array(Row.extend({ method: z.string() }).strict()).readonly(),
  proofs: z.array(Row.extend({ item: z.enum(proofItems) }).strict()).readonly(),
  unbindSteps: z.array(Row.extend({ step: z.enum(unbindSteps) }).strict()).readonly(),
  identifiers: z.array(Format).readonly(),
  fields: z.array(Format).readonly().describe('what only this site asks for with a link request, in `siteFields`'),
  terms: z
    .strictObject({
      at: z.enum(['invite', 'prepareAccount']),
      currency: z.string(),
      longestLimit: z.int().describe('characters that a limit may have as text'),
    })
    .nullable()
    .describe('whether the site sets spending terms with a link, and in which currency it bills'),
  approval: z
    .enum(['reseller', 'reseller_then_provider', 'none'])
    .describe('who says yes after the customer; none: its answer links at once'),
  rebates: z.strictObject({
    source: z.enum(['file', 'list', 'none']).describe('none: a person uploads the export'),
    takesBucket: z.boolean().describe('it pushes files into a bucket of yours, stored with the account’s key'),
    zone: z.string().describe('IANA zone of its settlement periods'),
    document: z.string(),
  }),
});
export type SiteView = z.input<typeof SiteView>;

/** Every site that the desk has capabilities of. */
export function viewSites(): readonly SiteView[] {
  return sites.flatMap((site) => viewSite(site) ?? []);
}

function viewSite(site: Site): SiteView | undefined {
  const known = capabilitiesOf(site);
  if (!known) return undefined;
  const { provider, methods, proofs, unbind, identifiers, fields, terms, approval, rebates } = known;
  const { source, takesBucket, zone, document } = rebates;
  return {
    site,
    provider,
    methods: methodNames.map((method) => ({ method, ...viewRow(methods[method]) })),
    proofs: proofItems.map((item) => ({ item, ...viewRow(proofs[item]) })),
    unbindSteps: unbindSteps.map((step) => ({ step, ...viewRow(unbind.steps[step]) })),
    identifiers: Object.entries(identifiers).map(([name, format]) => ({ name, ...format })),
    fields: Object.entries(fields).map(([name, format]) => ({ name, ...format })),
    terms,
    approval,
    rebates: { source, takesBucket, zone, document },
  };
}

const methodNames = Object.keys(effects).filter((name): name is keyof typeof effects => name in effects);

function viewRow({ mode, actor, actions, document, needsAllowlist, tiers: may, note }: CapabilityRow) {
  return { mode, actor, actions, document, needsAllowlist, tiers: may, note };
}
