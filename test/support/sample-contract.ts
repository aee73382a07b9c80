import * as z from 'zod';
import { operations } from '../../functions/platform/contract.ts';

const Note = z.object({ id: z.string(), text: z.string(), version: z.int() }).meta({ id: 'Note' });

/** Operations that use every feature of a contract, for tests of what is made from contracts. */
export const sampleContract = operations({
  listNotes: {
    route: 'GET /v1/notes',
    group: 'links-read',
    access: ['operator', 'auditor'],
    summary: 'List the notes',
    description: 'Newest first.',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(25),
      cursor: z.string().optional(),
    }),
    answers: {
      200: {
        description: 'A page of notes',
        json: z.object({ items: z.array(Note), limit: z.int() }),
        example: { items: [{ id: 'note_1', text: 'Call back', version: 1 }], limit: 25 },
      },
    },
    problems: [],
  },
  writeNote: {
    route: 'POST /v1/notes',
    group: 'links-write',
    access: ['operator'],
    summary: 'Write a note',
    description: 'Keeps it for everyone.',
    body: z
      .strictObject({
        text: z.string().min(1).max(100_000),
        about: z.strictObject({ 'a/b~c': z.string() }).optional(),
        tags: z.array(z.strictObject({ name: z.string() })).optional(),
      })
      .meta({ examples: [{ text: 'Call back' }] }),
    answers: {
      201: { description: 'The note', json: Note, example: { id: 'note_1', text: 'Call back', version: 1 } },
    },
    problems: ['name_taken'],
    idempotent: true,
  },
  changeNote: {
    route: 'PUT /v1/notes/{noteId}',
    group: 'links-write',
    access: ['operator'],
    summary: 'Change a note',
    description: 'Needs the version that you read.',
    params: z.strictObject({ noteId: z.string().startsWith('note_') }),
    body: z.strictObject({ text: z.string() }).meta({ examples: [{ text: 'Called' }] }),
    answers: {
      200: { description: 'The note', json: Note, example: { id: 'note_1', text: 'Called', version: 2 } },
    },
    problems: ['not_found'],
    ifMatch: true,
  },
  loadNotes: {
    route: 'POST /v1/note-files',
    group: 'links-write',
    access: ['operator'],
    summary: 'Write many notes',
    description: 'One line each.',
    body: z.string().meta({ examples: ['text\r\nCall back\r\n'] }),
    media: 'csv',
    answers: { 200: { description: 'How many', json: z.object({ lines: z.int() }), example: { lines: 2 } } },
    problems: [],
    idempotent: true,
  },
  answerPage: {
    route: 'POST /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Answer on the page',
    description: 'An HTML form.',
    params: z.strictObject({ token: z.string() }),
    body: z.strictObject({ answer: z.enum(['yes', 'no']) }).meta({ examples: [{ answer: 'yes' }] }),
    media: 'form',
    answers: { 200: { description: 'A page', html: true } },
    problems: ['decision_closed'],
  },
});
