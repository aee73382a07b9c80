import * as z from 'zod';
import { operations } from '../platform/contract.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { UnbindPath } from './paths.ts';
import { UnbindView } from './view.ts';

/** What can be read of an unbind itself; part of the group `unbinds-read`. */
export const coreRead = operations({
  getUnbind: {
    route: 'GET /v1/unbinds/{unbindId}',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read one unbind',
    description: 'With whose turn it is, what was observed and by whom, what ends with it, and what you may do now.',
    params: UnbindPath,
    answers: {
      200: {
        description: 'The unbind',
        json: z.strictObject({ unbind: UnbindView }),
        example: { unbind: examples.unbind },
      },
    },
    problems: ['not_found'],
  },
});
