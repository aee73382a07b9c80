import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreedTo, CURRENT, consentLines, consentText } from '../../../functions/decisions/consent-text.ts';
import { type ConsentName, consentNames, consentWordings } from '../../../functions/decisions/consent-wordings.ts';
import { Agreed, type Question } from '../../../functions/decisions/decision.ts';
import { hashOf } from '../../../functions/platform/http.ts';

const asked: Question = {
  asks: 'Tamarisk Cloud Services Pte. Ltd.',
  site: 'tencent-intl',
  partnerId: '200031884999',
  customerName: 'Lantern Logistics Pte. Ltd.',
  accountId: '200098765432',
};
const languages = ['en', 'zh-CN'] as const;

/** What each released version says, for everything that can be asked: other words need another version. */
const released: Readonly<Record<string, readonly string[]>> = {
  link_consent: ['193f3d4a7f2ac36c641b2051107fab77259f36b6bb4539fdd91929980f3ea2b2'],
  change_consent: ['c3e141e20fc2d5001f01c83e53b06dd59e9533c10e1dd847033fb85acd3f229d'],
  unbind_statement: ['035cfe0ed41ae206eebf20dacdabd9341235e61c7092697324304d4bceff73fc'],
  unbind_review: ['3d0bc94f4e919d3e0875621c77ee734a9683af133838fbb61df816e50b30634c'],
};

/** What makes a question one of each text. */
const of: Readonly<Record<ConsentName, Partial<Question>>> = {
  link_consent: {},
  change_consent: { changes: true },
  unbind_statement: { unbinds: { cardNeeded: true } },
  unbind_review: { unbinds: { cardNeeded: true, secondLevel: 'Harbour Lantern Cloud' } },
};

/** Every text of a version, of each access, payer and card, in each language. */
function every(name: ConsentName, version: number) {
  const cardKnown = { unbinds: { ...of[name].unbinds, cardNeeded: false } };
  const variants = of[name].unbinds ? [of[name], cardKnown] : [of[name]];
  return variants.flatMap((variant) => everyOf(variant, version));
}

function everyOf(variant: Partial<Question>, version: number) {
  return ['read_only', 'manage'].flatMap((access) =>
    ['reseller', 'customer'].flatMap((payer) =>
      languages.map((language) => {
        const question = { ...asked, ...variant, access, payer } as Question;
        return consentText(question, language, version);
      }),
    ),
  );
}

describe.each(consentNames)('the wording of %s', (name) => {
  test('of a released version stands as it was released: other words are another version', () => {
    const now = consentWordings[name].map((_, before) => hashOf(every(name, before + 1)));
    expect(now).toEqual(released[name]);
  });

  test('in force is the latest one', () => {
    expect(CURRENT).toBe(consentWordings[name].length);
  });

  test('says who asks, what changes, what it costs and how it ends, in every case, with nothing left to fill in', () => {
    for (const language of languages) {
      const parts = consentLines({ ...asked, ...of[name] }, language).map(({ part }) => part);
      const parting = of[name].unbinds ? ['stays'] : [];
      expect(new Set(parts)).toEqual(new Set(['who', 'changes', ...parting, 'cost', 'ends']));
    }
    for (const { lines } of every(name, CURRENT)) {
      expect(lines.join('\n')).not.toMatch(/\{\w+\}/);
      expect(lines[0]).toContain('Tamarisk Cloud Services Pte. Ltd.');
      expect(lines[0]).toContain('Lantern Logistics Pte. Ltd.');
    }
  });
});

test('a version that was never released is not made up', () => {
  expect(() => consentText(asked, 'en', CURRENT + 1)).toThrow('no version');
  expect(() => consentText(asked, 'en', 0)).toThrow('no version');
});

test('who pays the provider is said as it was written down', () => {
  const lines = (payer: 'reseller' | 'customer') => consentText({ ...asked, payer }, 'en').lines.join('\n');
  expect(lines('customer')).toContain('Tencent Cloud goes on billing you');
  expect(lines('reseller')).toContain('Tencent Cloud bills Tamarisk Cloud Services Pte. Ltd.');
});

test('the identifier that has to be typed is in no text', () => {
  for (const language of languages) expect(JSON.stringify(consentText(asked, language))).not.toContain(asked.accountId);
});

test('the hash is of the lines that are shown: another name, language, access or payer is another hash', () => {
  const name = fc.string({ minLength: 1, maxLength: 40 });
  const question = fc.record({
    ...Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, fc.constant(value)])),
    asks: name,
    customerName: name,
    access: fc.constantFrom('read_only', 'manage'),
    payer: fc.constantFrom('reseller', 'customer'),
  });
  const made = fc.tuple(question, fc.constantFrom(...languages));
  fc.assert(
    fc.property(made, made, ([one, inOne], [other, inOther]) => {
      const [a, b] = [consentText(one as Question, inOne), consentText(other as Question, inOther)];
      expect(a.sha256 === b.sha256).toBe(JSON.stringify(a.lines) === JSON.stringify(b.lines) && inOne === inOther);
    }),
  );
});

test('what is kept with the yes proves the lines, and holds none of them', () => {
  const text = consentText(asked, 'zh-CN');
  const kept = agreedTo(text);
  expect(Agreed.strict().parse(kept)).toEqual(kept);
  const { sha256: _hash, ...shown } = text;
  expect(hashOf(shown)).toBe(kept.sha256);
  expect(JSON.stringify(kept)).not.toContain('Lantern');
});
