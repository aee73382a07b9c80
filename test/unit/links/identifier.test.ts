import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnoseIdentifier, trimIdentifier } from '../../../functions/links/identifier.ts';
import { tencentIntl } from '../../../functions/providers/tencent/capabilities.ts';
import { req } from '../../support/requirements.ts';

const format = tencentIntl.identifiers.account_id;
if (!format) throw new Error('no format');
const codeOf = (value: string) => diagnoseIdentifier('/customer/accountId', value, format)?.code;

describe(req('R009', 'an identifier is told apart by how a person got it wrong'), () => {
  test.each([
    ['', 'empty'],
    ['2000 9876 5432', 'inner_space'],
    ['2000\t98765432', 'inner_space'],
    ['it@lantern.example', 'email_for_identifier'],
    ['200098765432@qq.com', 'email_for_identifier'],
    ['0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'other_provider'],
    ['05A3B6D2E8F94C1B90D7E6A5F4C3B2A1', 'other_provider'],
    ['Lantern Logistics', 'name_for_identifier'],
    ['腾讯云客户', 'name_for_identifier'],
    ['2000-9876-5432', 'separators'],
    ['2000.9876.5432', 'separators'],
    ['200,098,765,432', 'separators'],
    ['200098765432200098765432', 'too_long'],
    ['2000', 'too_short'],
    ['UIN200098765432', 'wrong_format'],
    ['２０００９８７６５４３２', 'full_width'],
    ['2000９876', 'full_width'],
    ['+65 6123 4567', 'phone_for_identifier'],
    ['+6561234567', 'phone_for_identifier'],
    ['(65) 6123-4567', 'phone_for_identifier'],
    ['0086-10-6123-4567', 'phone_for_identifier'],
    ['qcs::cam::uin/200098765432:uin/200098765499', 'sub_account'],
    ['ops@200098765432.onaliyun.com', 'sub_account'],
    ['200098765432/ops', 'sub_account'],
    ['2000987\u200b65432', 'invisible_character'],
    ['2000–9876–5432', 'separators'],
    ['lantern_01', 'name_for_identifier'],
  ])('%j is %s', (typed, code) => {
    expect(codeOf(typed)).toBe(code);
  });

  test('and each way has words of its own', () => {
    const told = [
      '',
      '2 0',
      'a@b',
      '+65 6123 4567',
      'Lantern',
      '2-0',
      '2'.repeat(30),
      '2',
      'qcs::x',
      '２',
      'f'.repeat(32),
    ];
    const said = told.map((typed) => diagnoseIdentifier('/customer/accountId', typed, format)?.detail);
    expect(new Set(said).size).toBe(told.length);
  });

  test('and says what one looks like', () => {
    expect(diagnoseIdentifier('/customer/accountId', 'x', format)?.detail).toContain(format.example);
  });

  test('or is not complained of', () => {
    const digits = fc.sample(fc.stringMatching(/^[0-9]{5,20}$/), 100);
    expect(digits.filter((typed) => codeOf(typed))).toEqual([]);
  });

  test('and whatever is typed is either the provider’s form or has a code', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d .@a-f-]{0,36}$/)), (typed) => {
        expect(codeOf(typed) === undefined).toBe(new RegExp(format.pattern).test(typed));
      }),
    );
  });
});

test(req('R010', 'only the ends of what was typed are changed, and that is said'), () => {
  const space = fc.constantFrom('', ' ', '\t', '\u00a0', '\u3000', '\ufeff');
  fc.assert(
    fc.property(space, fc.stringMatching(/^[!-~]([ -~]*[!-~])?$/), space, (before, typed, after) => {
      expect(trimIdentifier(`${before}${typed}${after}`)).toEqual({ value: typed, trimmed: before + after !== '' });
    }),
  );
});
