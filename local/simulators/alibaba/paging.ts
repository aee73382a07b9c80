import type { PartnerAccount } from './state.ts';

/** `PageInfo`. `Total` counts rows or pages: the two texts of the provider disagree. */
export function pagedEnvelope({ readings }: PartnerAccount, rows: number, page: number, pageSize: number) {
  return {
    Page: page,
    PageSize: pageSize,
    Total: readings.pageTotal === 'rows' ? rows : Math.ceil(rows / pageSize),
  };
}
