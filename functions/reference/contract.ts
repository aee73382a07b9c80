import * as z from 'zod';
import { operations } from '../platform/contract.ts';

/** The reference of this very API, for people and for programs. Nothing of it comes from another host. */
export const referenceOperations = operations({
  showReference: {
    route: 'GET /reference',
    group: 'reference-public',
    access: 'public',
    summary: 'The API reference',
    description: 'A page for people: every operation, with examples, to be tried with an access token of your own.',
    answers: { 200: { description: 'The page', html: true } },
    problems: [],
  },
  showReferenceFile: {
    route: 'GET /reference/{file}',
    group: 'reference-public',
    access: 'public',
    summary: 'A script or stylesheet of the API reference',
    description: 'Its name holds a hash of what is in it, so it may be kept for ever.',
    params: z.object({
      file: z
        .string()
        .max(100)
        .meta({ examples: ['swagger-ui.0a1b2c3d4e5f.css'] }),
    }),
    answers: { 200: { description: 'The file', file: ['text/css', 'text/javascript'] } },
    problems: ['not_found'],
  },
  readOpenApi: {
    route: 'GET /openapi.json',
    group: 'reference-public',
    access: 'public',
    summary: 'This API as an OpenAPI 3.1 document',
    description: 'What clients, tests and mocks can be made from.',
    answers: { 200: { description: 'The document', file: ['application/json'] } },
    problems: [],
  },
});
