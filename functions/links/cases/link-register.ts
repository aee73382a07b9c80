import * as z from 'zod';
import { Link, linkName } from '../link.ts';

const { accountId, name, reference, country } = Link.shape.customer.shape;
const { site, environment, partnerId } = Link.shape.partnerAccount.shape;

/** One line of the register of customers and links (R060). */
export const RegisterEntry = z.strictObject({
  name: z.string().describe('unique, by a rule: site, partner, account, company; ended ones with their id'),
  linkId: Link.shape.id,
  requestId: Link.shape.requestId,
  site,
  environment,
  partnerId,
  accountId,
  customer: name,
  reference,
  country,
  types: z.string().describe('what it is for, with spaces between'),
  access: Link.shape.scope.shape.access.unwrap(),
  status: Link.shape.status,
  verified: Link.shape.verified,
  linkedAt: Link.shape.linkedAt,
  team: Link.shape.team,
  owner: Link.shape.owner,
});
export type RegisterEntry = z.infer<typeof RegisterEntry>;

export function registerEntry(link: Link): RegisterEntry {
  const { customer, partnerAccount } = link;
  return {
    name: linkName(link),
    linkId: link.id,
    requestId: link.requestId,
    site: partnerAccount.site,
    environment: partnerAccount.environment,
    partnerId: partnerAccount.partnerId,
    accountId: customer.accountId,
    customer: customer.name,
    reference: customer.reference,
    country: customer.country,
    types: link.types.join(' '),
    access: link.scope.access,
    status: link.status,
    verified: link.verified,
    linkedAt: link.linkedAt,
    team: link.team,
    owner: link.owner,
  };
}

const columns = Object.keys(RegisterEntry.shape);

/** The register as CSV (RFC 4180) with a header line. */
export function registerCsv(entries: readonly RegisterEntry[]): string {
  const rows = entries.map((entry) => {
    const cells = new Map<string, string | null | undefined>(Object.entries(entry));
    return columns.map((column) => cell(cells.get(column) ?? ''));
  });
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A company's name may begin like a formula; a spreadsheet must not run it. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
