import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CompactSign, compactVerify, createLocalJWKSet, exportJWK, importJWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkReceipt } from '../../../functions/receipts/check-receipt.ts';
import * as examples from '../../../functions/receipts/examples.ts';
import type { PublicKey } from '../../../functions/receipts/ports.ts';
import { DOCUMENT_TYPE, signDocument } from '../../../functions/receipts/signing/jws.ts';
import { joseSignature } from '../../../functions/receipts/signing/signature.ts';
import { type MemoryKey, memoryKey } from '../../support/memory-keys.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/receipts/${name}`, import.meta.url), 'utf8');
const golden = fixture('consent.v1.jws').trim();
const goldenKeys = JSON.parse(fixture('jwks.json')) as { keys: PublicKey[] };
const document = examples.receipt.document;
/** Of base64url. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

let ours: MemoryKey;
beforeAll(async () => {
  ours = await memoryKey();
});

const kindOf = async (text: string, keys: readonly PublicKey[] = goldenKeys.keys) => {
  const checked = await checkReceipt(text, keys);
  return checked.ok ? 'genuine' : checked.error.kind;
};

describe('B10: a receipt', () => {
  test('of the first version is genuine for ever, and says what was agreed', async () => {
    const checked = await checkReceipt(golden, goldenKeys.keys);
    expect(checked).toEqual({ ok: true, value: { document, kid: goldenKeys.keys[0]?.kid } });
    expect(examples.receipt.jws).toBe(golden);
  });

  test('is no longer genuine when one character is any other', async () => {
    const anyOther = fc.constantFrom(...letters, '.', '=', '+', '/', ' ', '\n', '\u00e9', '\0');
    await fc.assert(
      fc.asyncProperty(fc.nat(golden.length - 1), anyOther, async (at, other) => {
        fc.pre(golden[at] !== other);
        const changed = `${golden.slice(0, at)}${other}${golden.slice(at + 1)}`;
        expect(await kindOf(changed)).not.toBe('genuine');
      }),
      { numRuns: 400 },
    );
  });

  test('is no longer genuine when its last characters name the same bytes in other letters', async () => {
    // 64 bytes are 86 letters of six bits: the last four bits mean nothing to a lax reader.
    const last = golden.at(-1) ?? '';
    const others = letters.filter((one) => one !== last);
    const found = await Promise.all(others.map((one) => kindOf(`${golden.slice(0, -1)}${one}`)));
    expect(found).not.toContain('genuine');
    const sameBytes = others
      .map((one) => `${golden.slice(0, -1)}${one}`)
      .find((text) => {
        const signature = (jws: string) => Buffer.from(jws.split('.')[2] ?? '', 'base64url').toString('hex');
        return signature(text) === signature(golden);
      });
    expect(sameBytes).toBeDefined();
  });

  test('is no longer genuine when one byte of what was signed is any other', async () => {
    const [header = '', payload = '', signature = ''] = golden.split('.');
    const bytes = Buffer.from(payload, 'base64url');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ by;
        expect(await kindOf(`${header}.${changed.toString('base64url')}.${signature}`)).toBe('wrong_signature');
      }),
      { numRuns: 200 },
    );
  });

  test('may be broken over lines and indented, as mails and PDFs do', async () => {
    const wrapped = golden.replace(/.{60}/g, (line) => `${line}\r\n\t `);
    expect(await kindOf(`\n  ${wrapped}\n`)).toBe('genuine');
  });

  test('is verified by a reader who knows nothing of us but the key set', async () => {
    const opened = await compactVerify(golden, createLocalJWKSet(goldenKeys));
    expect(JSON.parse(new TextDecoder().decode(opened.payload))).toEqual(document);
  });

  test('is signed in the same bytes whatever the order of its fields', async () => {
    const backwards = Object.fromEntries(Object.entries(document).reverse());
    const [one, other] = await Promise.all([signDocument(document, ours), signDocument(backwards, ours)]);
    expect(one.jws.split('.')[1]).toBe(other.jws.split('.')[1]);
  });
});

describe('a key', () => {
  test('that has been followed by another still proves what it has signed', async () => {
    const next = await memoryKey();
    const [before, after] = await Promise.all([signDocument(document, ours), signDocument(document, next)]);
    const keys = [next.publicKey, ours.publicKey];
    expect(await Promise.all([kindOf(before.jws, keys), kindOf(after.jws, keys)])).toEqual(['genuine', 'genuine']);
    expect(before.kid).not.toBe(after.kid);
    expect(await kindOf(before.jws, [next.publicKey])).toBe('unknown_key');
  });

  test('of another desk proves nothing here, whatever it says of itself', async () => {
    const other = await memoryKey();
    const theirs = await signDocument({ ...document, issuer: 'https://other.example.org' }, other);
    expect(await kindOf(theirs.jws, [ours.publicKey])).toBe('unknown_key');
    const posing = { ...other, key: async () => ours.publicKey };
    expect(await kindOf((await signDocument(document, posing)).jws, [ours.publicKey])).toBe('wrong_signature');
  });
});

describe('a text that tries to be a receipt', () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const withHeader = (header: object, signature = 'AAAA') => `${encoded(header)}.${golden.split('.')[1]}.${signature}`;
  const kid = goldenKeys.keys[0]?.kid ?? '';
  const typ = DOCUMENT_TYPE;
  const sound = golden.split('.')[2] ?? '';

  test.each([
    ['no algorithm', withHeader({ alg: 'none', kid, typ })],
    ['no algorithm and no signature', `${withHeader({ alg: 'none', kid, typ }).replace(/[^.]*$/, '')}`],
    ['another curve', withHeader({ alg: 'ES384', kid, typ })],
    ['another kind of document', withHeader({ alg: 'ES256', kid, typ: 'JWT' }, sound)],
    ['no kind at all', withHeader({ alg: 'ES256', kid }, sound)],
    ['something critical', withHeader({ alg: 'ES256', kid, typ, crit: ['b64'], b64: true }, sound)],
    ['a key of its own', withHeader({ alg: 'ES256', kid, typ, jwk: examples.publicKey }, sound)],
    ['an address to get the key from', withHeader({ alg: 'ES256', kid, typ, jku: 'https://evil.example/jwks' }, sound)],
    ['a header that is no object', `${encoded([])}.${golden.split('.')[1]}.${sound}`],
    ['nothing', ''],
    ['two parts', golden.split('.').slice(0, 2).join('.')],
    ['four parts', `${golden}.${sound}`],
    ['far too much', 'a'.repeat(200_000)],
    ['JSON', JSON.stringify(document)],
  ])('by %s is malformed', async (_, text) => {
    expect(await kindOf(text)).toBe('malformed');
  });

  test('by an HMAC under the public key is malformed', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(goldenKeys.keys[0]));
    const forged = await new CompactSign(Buffer.from(JSON.stringify(document)))
      .setProtectedHeader({ alg: 'HS256', kid, typ })
      .sign(secret);
    expect(await kindOf(forged)).toBe('malformed');
  });

  test('by something else that our key has signed is malformed', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = await memoryKey(privateKey);
    const private_ = await importJWK(await exportJWK(privateKey), 'ES256');
    const token = await new SignJWT({ sub: 'somebody' })
      .setProtectedHeader({ alg: 'ES256', kid: key.publicKey.kid, typ })
      .sign(private_);
    const older = await signDocument({ ...document, schemaVersion: 2 }, key);
    const other = await signDocument({ ...document, kind: 'completion' }, key);
    const found = await Promise.all([token, older.jws, other.jws].map((jws) => kindOf(jws, [key.publicKey])));
    expect(found).toEqual(['malformed', 'malformed', 'malformed']);
  });

  test('by any text at all is refused, and nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect(await kindOf(text)).toBe('malformed');
      }),
    );
  }, 30_000);
});

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  test('of the key service is the same one in the form of JWS', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (message) => {
        const jose = joseSignature(sign('sha256', message, privateKey));
        expect(jose).toHaveLength(64);
        const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
        expect(verify('sha256', message, key, jose)).toBe(true);
      }),
      // short integers, which have to be filled up, are one in 128
      { numRuns: 600 },
    );
  });

  test('that is none is refused', () => {
    const der = sign('sha256', Buffer.from('x'), privateKey);
    const broken = [
      new Uint8Array(),
      der.subarray(0, -1),
      Uint8Array.from([...der, 0]),
      Uint8Array.from([0x31, ...der.subarray(1)]),
      sign('sha256', Buffer.from('x'), generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
    ];
    for (const one of broken) expect(() => joseSignature(one)).toThrow('a signature');
  });
});
