import type * as z from 'zod';
import { link } from '../examples.ts';
import type { CloudsView } from './view.ts';

/** A realistic answer for the API reference; a test parses it with the schema that it illustrates. */
export const clouds = {
  reference: 'C-1042',
  name: 'Lantern Logistics Pte. Ltd.',
  line: 'Lantern Logistics Pte. Ltd.: alibaba-intl free · huawei-intl no account · tencent-intl linked (effective)',
  clouds: [
    {
      site: 'alibaba-intl',
      state: 'free',
      accounts: [{ accountId: '5113766248601929', onRecord: true, state: 'free' }],
    },
    { site: 'huawei-intl', state: 'no_account', accounts: [] },
    {
      site: 'tencent-intl',
      state: 'linked',
      accounts: [
        { accountId: '200098765432', onRecord: true, state: 'linked', linkId: link.id, verified: 'effective' },
      ],
    },
  ],
  gaps: [
    {
      site: 'alibaba-intl',
      code: 'not_linked',
      says: 'An account is on record there and nobody links it. Ask for a link.',
    },
    {
      site: 'huawei-intl',
      code: 'no_account',
      says: 'Your record of the customer has no account there. Import one, or ask for a link that learns it.',
    },
  ],
  conflicts: [],
} as const satisfies z.input<typeof CloudsView>;
