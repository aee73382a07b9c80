/** One file of a month's rebates. The address is signed, so a secret: never logged, never stored, used at once. */
export type RebateFile = { readonly name: string; readonly address: string };

/**
 * What the provider says of the rebate files of one settlement period. `making`: it was asked for now, ask again later.
 * `push_failed`: the provider could not put it into the partner's bucket; asking again makes it try again.
 * `not_available`: there is none for this period, which is no outage.
 */
export type RebateFiles =
  | { readonly state: 'making' }
  | { readonly state: 'push_failed' }
  | { readonly state: 'not_available' }
  | { readonly state: 'ready'; readonly files: readonly [RebateFile, ...RebateFile[]] };

/**
 * A row of a provider's list, each value as exact text by the provider's own field name; absent ones left out. Amounts are
 * in major units of their currency, whatever the wire has.
 */
export type RebateRow = Readonly<Record<string, string>>;

/** How a site tells a partner its rebates. Where the source is `none`, a person uploads the portal's export. */
export interface RebateCapabilities {
  readonly source: 'file' | 'list' | 'none';
  /** Whether it pushes files into a bucket of the partner's own, which is stored with the account's key. */
  readonly takesBucket: boolean;
  /** How many settlement periods are read each night, the current one included: older ones are still corrected. */
  readonly periods: number;
  /** IANA zone in which the site settles, and in which its statements write their times. */
  readonly zone: string;
  /** Day of the next month on which a period's bill is closed, in that zone, and where that is said. */
  readonly bill: { readonly day: number; readonly document: string };
  /** The mappings that statements of this site are read by, best first. */
  readonly mappings: readonly string[];
  /** Whether statements say a status; where they do not, it is derived and said so (R105). */
  readonly statesStatus: boolean;
  readonly document: string;
}
