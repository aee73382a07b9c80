import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { EventDoc } from '../../links/events.ts';
import { sites } from '../../providers/provider.ts';

const Told = z.strictObject({
  link: idSchema('link'),
  site: z.enum(sites),
  does: z.enum(['allocate_credit', 'unfreeze']).describe('what at the provider; amounts stay with the record'),
});

/** Events about remedies that the desk carries out at the provider once somebody has approved them (R086). */
export const approvedActionEvents: Readonly<Record<string, EventDoc>> = {
  'approved_action.asked': { says: 'Somebody asks for a remedy at the provider', data: Told },
  'approved_action.approved': { says: 'Somebody else has approved it; it is carried out', data: Told },
  'approved_action.declined': { says: 'Somebody else has declined it', data: Told },
  'approved_action.done': { says: 'The provider has done it', data: Told },
  'approved_action.refused': {
    says: 'The provider has refused it',
    data: Told.extend({ refusal: z.string().describe('why, by a code of the desk’s') }),
  },
  'approved_action.unknown': {
    says: 'It may have been done: somebody has to look at the provider',
    data: Told.extend({ tells: z.array(idSchema('member')).describe('whoever asked and whoever approved') }),
  },
  'approved_action.taken_in_hand': {
    says: 'A member said in answer to a mail that they take care of it',
    data: z.strictObject({ matter: z.string() }),
  },
  'approved_action.seen': {
    says: 'Somebody has looked at the provider whether it was done',
    data: Told.extend({ status: z.enum(['done', 'not_done']) }),
  },
};
