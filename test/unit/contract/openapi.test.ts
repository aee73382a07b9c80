import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contract } from '../../../functions/contract.ts';
import { buildOpenApi } from '../../../scripts/openapi.ts';
import { sampleContract } from '../../support/sample-contract.ts';

const document = buildOpenApi(sampleContract, '1.2.3');

describe('the OpenAPI document', () => {
  it.each([
    ['of the sample contract', document],
    ['of our API', buildOpenApi(contract, '1.2.3')],
  ])('%s is valid OpenAPI 3.1', async (_name, made) => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(made)))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('names operation, rights, path, query and headers', () => {
    expect(document.paths?.['/v1/notes/{noteId}']?.put).toMatchObject({
      operationId: 'changeNote',
      tags: ['links'],
      'x-rights': ['operator'],
      parameters: [
        { in: 'path', name: 'noteId', required: true },
        { in: 'header', name: 'If-Match', required: true },
      ],
    });
    expect(document.paths?.['/v1/notes']?.get?.parameters).toMatchObject([
      { in: 'query', name: 'limit', schema: { minimum: 1, maximum: 100, default: 25 } },
      { in: 'query', name: 'cursor' },
    ]);
    expect(document.paths?.['/v1/notes']?.post?.parameters).toMatchObject([{ in: 'header', name: 'Idempotency-Key' }]);
  });

  it('asks for an access token everywhere but on public operations', () => {
    expect(document.security).toEqual([{ accessToken: [] }]);
    expect(document.components?.securitySchemes?.['accessToken']).toMatchObject({
      scheme: 'bearer',
      bearerFormat: 'JWT',
    });
    expect(document.paths?.['/d/{token}']?.post?.security).toEqual([]);
    expect(document.paths?.['/d/{token}']?.post).not.toHaveProperty('x-rights');
    expect(document.paths?.['/v1/notes']?.post).not.toHaveProperty('security');
  });

  it('shows bodies as they are sent and answers as they are received, each with its example', () => {
    const write = document.paths?.['/v1/notes']?.post;
    expect(write?.requestBody).toMatchObject({
      required: true,
      content: {
        'application/json': {
          schema: { required: ['text'], additionalProperties: false },
          example: { text: 'Call back' },
        },
      },
    });
    expect(write?.responses?.['201']).toMatchObject({
      description: 'The note',
      content: { 'application/json': { example: { id: 'note_1', text: 'Call back', version: 1 } } },
    });
    expect(document.components?.schemas?.['Note']).not.toHaveProperty('additionalProperties');
    const load = document.paths?.['/v1/note-files']?.post;
    expect(load?.requestBody).toMatchObject({
      content: { 'text/csv': { schema: { type: 'string' }, example: 'text\r\nCall back\r\n' } },
    });
    const page = document.paths?.['/d/{token}']?.post;
    expect(page?.requestBody).toHaveProperty(['content', 'application/x-www-form-urlencoded']);
    expect(page?.responses?.['200']).toMatchObject({ content: { 'text/html': { schema: { type: 'string' } } } });
  });

  it('groups problems by status and adds those that headers, body and token call for', () => {
    const codes = (path: string, method: 'get' | 'post' | 'put') =>
      Object.fromEntries(
        Object.entries(document.paths?.[path]?.[method]?.responses ?? {})
          .filter(([, answer]) => 'application/problem+json' in answer.content)
          .map(([status, answer]) => [
            status,
            answer.content['application/problem+json'].schema.properties.code.enum.toSorted(),
          ]),
      );
    expect(codes('/v1/notes', 'post')).toEqual({
      400: ['idempotency_key_missing', 'invalid_input', 'malformed_body'],
      401: ['not_signed_in'],
      403: ['right_missing', 'second_factor_missing'],
      409: ['idempotency_key_reused', 'name_taken'],
      413: ['body_too_large'],
      500: ['internal'],
    });
    expect(codes('/v1/notes', 'get')).toEqual({
      400: ['invalid_input'],
      401: ['not_signed_in'],
      403: ['right_missing', 'second_factor_missing'],
      500: ['internal'],
    });
    expect(codes('/d/{token}', 'post')).not.toHaveProperty('401');
    expect(codes('/v1/notes/{noteId}', 'put')).toMatchObject({ 404: ['not_found'], 409: ['changed_meanwhile'] });
  });

  it('takes any text where a wrong one falls back on the default', () => {
    const language = z.enum(['en', 'zh-CN']).optional().catch(undefined).describe('of the page');
    const listNotes = { ...sampleContract.listNotes, query: z.object({ lang: language }) };
    expect(buildOpenApi({ listNotes }, '1.2.3').paths?.['/v1/notes']?.get?.parameters).toMatchObject([
      { name: 'lang', schema: { type: 'string', examples: ['en', 'zh-CN'], description: 'of the page' } },
    ]);
  });

  it('says that the gateway answers without a problem document', () => {
    expect(document.info.description).toMatch(/gateway.*401.*403.*413.*429.*500.*503.*not problem documents/s);
    const byGateway = (path: string, method: 'get' | 'post') =>
      Object.entries(document.paths?.[path]?.[method]?.responses ?? {})
        .filter(([status, { content }]) => status >= '400' && 'application/json' in content)
        .map(([status]) => status);
    expect(byGateway('/v1/notes', 'get')).toEqual(['401', '403', '429', '500', '503']);
    expect(byGateway('/v1/notes', 'post')).toEqual(['401', '403', '413', '429', '500', '503']);
    expect(byGateway('/d/{token}', 'post')).toEqual(['413', '429', '500', '503']);
  });
});
