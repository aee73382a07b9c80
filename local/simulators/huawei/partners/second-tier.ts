import * as z from 'zod';
import { action, idParameter, pageOf, paging, wireInstant } from '../action.ts';
import { refusal } from '../api-error.ts';
import { wireTime } from '../wire-format.ts';

const listIndirectPartners = action({
  name: 'ListIndirectPartners',
  at: 'POST /v2/partners/indirect-partners/query',
  permissions: ['BPC_ITEM_SALES_020100'],
  parameters: z.object({
    account_name: z.string().optional(),
    associated_on_begin: wireInstant.optional(),
    associated_on_end: wireInstant.optional(),
    indirect_partner_id: idParameter.optional(),
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    if (partner.role !== 'distributor') throw refusal('CBC.0155');
    const found = Object.values(world.state.partners).filter(
      ({ id, parent, accountName, associatedAt }) =>
        parent === partner.id &&
        (wanted.indirect_partner_id === undefined || wanted.indirect_partner_id === id) &&
        accountName.includes(wanted.account_name ?? '') &&
        (wanted.associated_on_begin ?? '') <= associatedAt &&
        associatedAt <= (wanted.associated_on_end ?? '9999'),
    );
    return {
      count: found.length,
      indirect_partners: pageOf(found, wanted).map(({ id, mobile, email, accountName, name, associatedAt }) => ({
        indirect_partner_id: id,
        mobile_phone: mobile,
        email,
        account_name: accountName,
        name,
        associated_on: wireTime(associatedAt),
      })),
    };
  },
});

/** The second-tier resellers below a distributor. */
export const secondTierActions = [listIndirectPartners];
