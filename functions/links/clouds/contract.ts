import * as z from 'zod';
import { CustomerReference } from '../../customers/index.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { clouds } from './examples.ts';
import { CloudsView } from './view.ts';

/** One customer at all clouds; part of the group `links-read`. */
export const cloudOperations = operations({
  getCustomerClouds: {
    route: 'GET /v1/customers/{reference}/clouds',
    group: 'links-read',
    access: may.read,
    summary: 'See one customer at all clouds',
    description:
      'How each of its accounts stands at each provider, the sites at which you work and it is not linked, and what does not fit together. An account is the customer’s by your own record of it, or by the customer number that a link or request carries.',
    params: z.object({ reference: CustomerReference }),
    answers: { 200: { description: 'The customer, cloud by cloud', json: CloudsView, example: clouds } },
    problems: ['not_found'],
  },
});
