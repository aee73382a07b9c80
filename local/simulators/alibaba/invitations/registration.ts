import * as z from 'zod';
import { action } from '../action.ts';
import { refusal } from '../api-error.ts';
import { nowOf } from '../world.ts';

/** Source: metadata of CreateCustomer, English and Chinese. */
const sources = [
  'website',
  'Off_line_meeting',
  'OFFLINE_MARKETTING_EVENT',
  'intl_enterprise',
  'Internal_transfer',
  'External_channel',
  'Mobai',
  'Old_client_to_introduce',
  'Other',
  'ALLOCATE',
  'PotentialRecommend',
] as const;

const listCountries = action({
  name: 'ListCountries',
  method: 'GET',
  parameters: z.object({}),
  run: ({ partner }) => ({ Data: partner.countries }),
});

const createCustomer = action({
  name: 'CreateCustomer',
  method: 'POST',
  parameters: z.object({
    CustomerName: z.string(),
    CustomerSource: z.enum(sources),
    // Two digits in the English text, four in the Chinese one; the sub-trade begins with the trade.
    CustomerTrade: z.string().regex(/^(\d{2}|\d{4})$/),
    CustomerSubTrade: z
      .string()
      .regex(/^(\d{4}|\d{6})$/)
      .optional(),
    Nation: z.string(),
  }),
  run: ({ world, partner }, { CustomerName, CustomerSource, CustomerTrade, CustomerSubTrade = '', Nation }) => {
    if (!partner.countries.includes(Nation)) throw refusal('InvalidParameter', 'Nation');
    if (!CustomerSubTrade.startsWith(CustomerTrade) && CustomerSubTrade !== '') {
      throw refusal('InvalidParameter', 'CustomerSubTrade');
    }
    const cid = world.random.digits(8);
    world.state.leads.push({
      cid,
      partner: partner.uid,
      name: CustomerName,
      nation: Nation,
      source: CustomerSource,
      trade: CustomerTrade,
      subTrade: CustomerSubTrade,
      createdAt: nowOf(world),
    });
    return { Data: true, Message: cid };
  },
});

/** Where customers may be, and making a customer's record. */
export const registrationActions = [listCountries, createCustomer];
