import * as z from 'zod';
import { action, documented, notSecondLevel } from '../action.ts';
import { refusal } from '../api-error.ts';
import { addressOf } from './file.ts';

const describeRebateDownloadUrl = action({
  name: 'DescribeRebateDownloadUrl',
  rate: documented(20),
  roles: notSecondLevel,
  parameters: z.strictObject({
    Month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    FileType: z.literal('CommissionDetail'),
  }),
  run: ({ world, partner }, { Month }) => {
    const month = world.state.rebates.find((each) => each.partner === partner.uin && each.month === Month);
    // a month without any commission: the code is documented, that it says this is our reading
    if (!month) throw refusal('InvalidParameterValue', 'Month');
    month.asked += 1;
    return month.asked > month.readyAfter
      ? { Ready: 1, DownloadUrl: addressOf(world, month) }
      : { Ready: 0, DownloadUrl: '' };
  },
});

/** What a partner earns. */
export const rebateActions = [describeRebateDownloadUrl];
