import * as z from 'zod';
import { action, whole } from '../action.ts';
import { wireDate } from '../wire-format.ts';
import { pageOf } from '../world.ts';

const getSubPartnerList = action({
  name: 'GetSubPartnerList',
  version: '2025-02-27',
  method: 'POST',
  envelope: 'subPartners',
  parameters: z.object({
    PageNo: whole(1),
    PageSize: whole(1, 100),
    SubPartnerPid: z.string().optional(),
    SubPartnerCompanyName: z.string().optional(),
  }),
  run: ({ world, partner }, { PageNo, PageSize, SubPartnerPid, SubPartnerCompanyName }) => {
    const found = Object.values(world.state.partners).filter(
      ({ uid, parent, name }) =>
        parent === partner.uid &&
        (SubPartnerPid === undefined || pidOf(uid) === SubPartnerPid) &&
        (SubPartnerCompanyName === undefined || name.includes(SubPartnerCompanyName)),
    );
    return {
      SubPartnerList: pageOf(found, PageNo, PageSize).map(({ uid, name, joinedAt, active }) => ({
        Pid: pidOf(uid),
        CompanyName: name,
        MasterUid: uid,
        MasterAccount: name,
        AgreementStatus: active ? 'ACTIVE_PERIOD' : 'RESTRICTED_OPENING',
        AgreementStatusDesc: active ? 'In force' : 'Restricted',
        JoinTime: wireDate(joinedAt),
      })),
      // Texts here, and a number for the total.
      PageNo: String(PageNo),
      PageSize: String(PageSize),
      Total: found.length,
    };
  },
});

/** The form of partner ids is that of the sample. */
function pidOf(uid: string): string {
  return `P${uid.slice(-6)}`;
}

/** The partners below a partner. */
export const subPartnerActions = [getSubPartnerList];
