import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { type ProblemCode, ProblemDocument, problems } from '../functions/kernel/problems.ts';
import {
  type Answer,
  commonProblems,
  contentTypes,
  type Operation,
  signedInProblems,
} from '../functions/platform/contract.ts';

const about = `The desk of a cloud reseller's team: link customers, unbind them, follow rebates.

- **Refusals** are problem documents (RFC 9457, \`application/problem+json\`); decide by \`code\`. The gateway itself \
answers 401 and 403 (access token missing, expired or wrong), 413 (over 10 MB) and 429 (too many requests) before the \
desk sees a request, and 500 and 503 when the desk did not answer: those bodies are \`{"message": "…"}\` \
(\`application/json\`), not problem documents.
- **Answers may gain fields.** Ignore what you do not know. Requests may not: an unknown field is refused.
- **Money** is a decimal string with its currency. **Times** are ISO 8601 in UTC.
- **Writes** that take an \`Idempotency-Key\` may be repeated with the same key and body; the first answer comes again.
- \`x-rights\` lists the rights of which the caller needs any one.`;

/**
 * The OpenAPI 3.1 document of a contract: requests as they are sent, answers as they are received, and the problems of
 * each operation by status with their codes.
 */
export function buildOpenApi(contract: Readonly<Record<string, Operation>>, version: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, operation] of Object.entries(contract)) {
    const [method = '', path = ''] = operation.route.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operationId, operation) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'reseller-desk', version, description: about, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/' }],
      security: [{ accessToken: [] }],
      paths,
      components: {
        schemas: { Problem: ProblemDocument, GatewayRefusal },
        securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    {
      override: ({ jsonSchema, zodSchema, io }) => {
        if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
        // What falls back on a default takes every text: the values that mean something are examples.
        if (io === 'input' && zodSchema._zod.def.type === 'catch') {
          const { enum: values, const: value, description } = jsonSchema;
          for (const keyword of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, keyword);
          const examples = values ?? [value];
          Object.assign(jsonSchema, { type: 'string', examples, ...(description && { description }) });
        }
      },
    },
  );
}

function operationObject(operationId: string, operation: Operation): ZodOpenApiOperationObject {
  const { params, query, body, access } = operation;
  return {
    operationId,
    tags: [operation.group.replace(/-\w+$/, '')],
    summary: operation.summary,
    description: operation.description,
    ...(access === 'public' ? { security: [] } : { 'x-rights': access }),
    requestParams: { ...(params && { path: params }), ...(query && { query }), header: headersOf(operation) },
    ...(body && {
      requestBody: { required: true, content: { [contentTypes[operation.media ?? 'json']]: bodyContent(body) } },
    }),
    responses: withGateway(operation, { ...answersOf(operation.answers), ...problemsOf(operation) }),
  };
}

function bodyContent(schema: z.ZodType) {
  const example = schema.meta()?.examples?.[0];
  return { schema, ...(example !== undefined && { example }) };
}

function headersOf({ idempotent, ifMatch }: Operation) {
  return z.object({
    ...(idempotent && {
      'Idempotency-Key': z
        .string()
        .regex(/^[\x21-\x7e]{8,128}$/)
        .meta({ description: 'A fresh random key for each new write; the same one when you repeat it' }),
    }),
    ...(ifMatch && {
      'If-Match': z
        .string()
        .regex(/^"\d{1,9}"$/)
        .meta({ description: 'The version of the record that you read', examples: ['"3"'] }),
    }),
  });
}

function answersOf(answers: Operation['answers']): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      { description: answer.description, content: contentOf(answer) },
    ]),
  );
}

function contentOf(answer: Answer) {
  if ('html' in answer) return { 'text/html': { schema: { type: 'string' as const } } };
  if ('file' in answer) return Object.fromEntries(answer.file.map((type) => [type, {}]));
  return {
    'application/json': { schema: answer.json, example: answer.example },
    ...(answer.csv && { 'text/csv': { schema: { type: 'string' as const } } }),
  };
}

function problemsOf(operation: Operation): ZodOpenApiResponsesObject {
  const codes = [...new Set(codesOf(operation))].toSorted((a, b) => problems[a].status - problems[b].status);
  const byStatus = Object.groupBy(codes, (code) => String(problems[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, found = []]) => [
      status,
      {
        description: found.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Problem' }],
              properties: { status: { const: problems[found[0] ?? 'internal'].status }, code: { enum: found } },
            },
          },
        },
      },
    ]),
  );
}

/** What API Gateway says when it answers by itself. */
const GatewayRefusal = z.object({ message: z.string() }).meta({
  id: 'GatewayRefusal',
  description: 'The gateway answered by itself, before or instead of the desk',
  examples: [{ message: 'Unauthorized' }],
});

const gatewayRefusals = {
  401: 'The access token is missing, expired or wrong',
  403: 'The access token is not for this',
  413: 'The body is over 10 MB',
  429: 'Too many requests; try again with growing pauses',
  500: 'The desk broke; a write may or may not have happened',
  503: 'The desk took too long; a write may or may not have happened',
} as const;

function withGateway({ access, body }: Operation, ours: ZodOpenApiResponsesObject): ZodOpenApiResponsesObject {
  const cannot = new Set([...(access === 'public' ? ['401', '403'] : []), ...(body ? [] : ['413'])]);
  const possible = Object.entries(gatewayRefusals).filter(([status]) => !cannot.has(status));
  const declared = new Map(Object.entries(ours));
  const added = possible.map(([status, description]) => {
    const own = declared.get(status);
    const content = { ...own?.content, 'application/json': { schema: GatewayRefusal } };
    return [status, { description: own?.description ?? description, content }];
  });
  return { ...ours, ...Object.fromEntries(added) };
}

/** What an operation can answer by what it declares: nobody lists by hand what its headers, body or token call for. */
function codesOf(operation: Operation): readonly ProblemCode[] {
  const ofBody: readonly ProblemCode[] = ['malformed_body', 'body_too_large'];
  return [
    ...commonProblems.filter((code) => operation.body || !ofBody.includes(code)),
    ...(operation.access === 'public' ? [] : signedInProblems),
    ...(operation.idempotent ? (['idempotency_key_missing', 'idempotency_key_reused'] as const) : []),
    ...(operation.ifMatch ? (['changed_meanwhile'] as const) : []),
    ...operation.problems,
  ];
}
