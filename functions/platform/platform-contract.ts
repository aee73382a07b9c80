import * as z from 'zod';
import { operations } from './contract.ts';

export const platformOperations = operations({
  health: {
    route: 'GET /v1/health',
    group: 'platform-public',
    access: 'public',
    summary: 'Tell whether the API answers',
    description: 'Reads nothing and says nothing about what is inside.',
    answers: {
      200: { description: 'It does', json: z.strictObject({ status: z.literal('ok') }), example: { status: 'ok' } },
    },
    problems: [],
  },
});
