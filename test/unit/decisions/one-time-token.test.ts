import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLink, newLinkToken, TokenText } from '../../../functions/decisions/one-time-link.ts';
import { linkDesk } from '../../support/link-desk.ts';

/** R031: a customer's link is proof of who was written to, so nobody may guess it, read it off the store, or use it twice. */
describe('R031: the token of a one-time link', () => {
  test('has 256 bits from the system’s own source, none of them fixed', () => {
    const drawn = Array.from({ length: 512 }, () => Buffer.from(newLinkToken(), 'base64url'));
    expect(drawn.every(({ length }) => length === 32)).toBe(true);
    const ones = Array.from({ length: 256 }, (_, bit) =>
      drawn.reduce((sum, bytes) => sum + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1), 0),
    );
    // a bit that is always alike would be 0 or 512; by chance none of 256 is ever near either
    expect(Math.min(...ones)).toBeGreaterThan(100);
    expect(Math.max(...ones)).toBeLessThan(412);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(drawn.length);
    expect(TokenText.safeParse(newLinkToken()).success).toBe(true);
  });

  test('is kept as its hash only, so that whoever reads the store can not answer', async () => {
    const { desk, token } = await asked();
    const stored = JSON.stringify([
      desk.tables.items('private'),
      desk.tables.items('desk'),
      desk.tables.items('timeline'),
    ]);
    expect(stored).toContain(createHash('sha256').update(token).digest('hex'));
    expect(stored).not.toContain(token);
  });

  test('is found by no other text, however near it is', async () => {
    const { desk, token } = await asked();
    const at = fc.nat(token.length - 1);
    const near = fc.oneof(
      fc
        .tuple(at, fc.constantFrom('A', 'z', '0', '-', '_'))
        .map(([place, by]) => token.slice(0, place) + by + token.slice(place + 1)),
      at.map((length) => token.slice(0, length)),
      fc.constantFrom(`${token}0`, ` ${token}`, `${token}\n`, token.toUpperCase(), `TOKEN#${token}`),
    );
    await fc.assert(
      fc.asyncProperty(near, async (text) => {
        fc.pre(text !== token);
        expect(await findLink(desk.tables, text)).toBeUndefined();
      }),
    );
    expect(await findLink(desk.tables, token)).toMatchObject({ kind: 'customer', round: 1 });
  });

  test('that is wrong, used, expired or overtaken is refused, each by its own code', async () => {
    const codes = new Map<string, { code: string | undefined; status: unknown }>();
    const note = (name: string, { status, text }: { status: unknown; text: string }) =>
      codes.set(name, { status, code: /data-code="([^"]+)"/.exec(text)?.[1] });
    const no = { verdict: 'rejected', reason: '' };

    const wrong = await asked();
    note('wrong', await wrong.desk.answer(no, 'x'.repeat(43)));
    const used = await asked();
    await used.desk.answer(no, used.token);
    note('used', await used.desk.sayYes(undefined, used.token));
    const expired = await asked();
    expired.desk.time.now += 15 * 86_400_000;
    note('expired', await expired.desk.answer(no, expired.token));
    const overtaken = await asked();
    await overtaken.desk.request('PUT /v1/link-requests/{requestId}/contact', {
      params: { requestId: overtaken.id },
      json: { email: 'finance@lantern-logistics.example', language: 'en' },
    });
    await overtaken.desk.settle();
    note('overtaken', await overtaken.desk.answer(no, overtaken.token));

    expect(Object.fromEntries(codes)).toEqual({
      wrong: { status: 404, code: 'link_unknown' },
      used: { status: 410, code: 'link_used' },
      expired: { status: 410, code: 'link_expired' },
      overtaken: { status: 410, code: 'link_superseded' },
    });
  });

  test('answers once: of fifty answers at once one is recorded, and wrong identifiers are counted across all', async () => {
    const { desk, id, token } = await asked();
    const guesses = Array.from({ length: 50 }, (_, guess) => desk.sayYes(String(200_000_000_000 + guess), token));
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(46);
    const noes = await Promise.all(
      Array.from({ length: 50 }, () => desk.answer({ verdict: 'rejected', reason: '' }, token)),
    );
    expect(noes.every(({ status }) => status === 200)).toBe(true);
    expect(desk.told(id).filter((type) => type === 'decision.recorded')).toHaveLength(1);
  });
});

async function asked() {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  return { desk, id, token: desk.letters[0]?.token ?? '' };
}
