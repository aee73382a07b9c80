import type { FieldError } from '../kernel/problems.ts';
import type { InputFormat } from '../providers/provider.ts';

/** An identifier as it will be stored, and whether its ends were trimmed: that is said, and nothing else is rewritten. */
export type TypedIdentifier = { readonly value: string; readonly trimmed: boolean };

export function trimIdentifier(typed: string): TypedIdentifier {
  const value = typed.trim();
  return { value, trimmed: value !== typed };
}

/** Whether it has the form of the site's identifiers. */
export function isIdentifier(value: string, { pattern }: InputFormat): boolean {
  return new RegExp(pattern).test(value);
}

/**
 * Why an identifier is not one of this site, in the way a person gets it wrong (R009): each way has its own code, so
 * that the page can say what to look at. Undefined when it fits.
 */
export function diagnoseIdentifier(field: string, value: string, format: InputFormat): FieldError | undefined {
  if (isIdentifier(value, format)) return undefined;
  const found = mistakes.find(({ looks }) => looks(value, format));
  return {
    field,
    code: found?.code ?? 'wrong_format',
    detail: `${found?.says ?? 'this is not an account identifier of this provider'}; it looks like ${format.example}`,
  };
}

type Mistake = {
  readonly code: string;
  readonly says: string;
  readonly looks: (value: string, format: InputFormat) => boolean;
};

const digits = (value: string) => value.replace(/\D/g, '').length;

/** The first that fits is told, so what is surer stands before what is less so. */
const mistakes: readonly Mistake[] = [
  { code: 'empty', says: 'the account identifier is missing', looks: (v) => v === '' },
  {
    code: 'full_width',
    says: 'there are full-width digits; type them with an English keyboard',
    looks: (v) => /[\uff10-\uff19]/.test(v),
  },
  {
    code: 'sub_account',
    says: 'this names a user inside an account, not the account itself',
    // Tencent Cloud CAM: qcs::cam::uin/<account>:uin/<user>; Alibaba Cloud RAM: <user>@<account>.onaliyun.com, acs:ram::<account>:user/<user>
    looks: (v) => /^(qcs|acs):/i.test(v) || /@[^@]+\.onaliyun\.com$/i.test(v) || /^\d{5,}[:/]\w+$/.test(v),
  },
  {
    code: 'email_for_identifier',
    says: 'this is a mail address, not an account identifier',
    looks: (v) => v.includes('@'),
  },
  {
    code: 'phone_for_identifier',
    says: 'this is a phone number, not an account identifier',
    looks: (v) => /^(\+|00\d|\(\+?\d)[\d\s()./-]*$/.test(v) && digits(v) >= 7 && !/^\d+$/.test(v),
  },
  {
    code: 'other_provider',
    says: 'this is an account identifier of Huawei Cloud (32 hexadecimal characters)',
    looks: (v) => /^[0-9a-f]{32}$/i.test(v),
  },
  {
    code: 'inner_space',
    says: 'there is a space inside the identifier',
    looks: (v) => /\s/.test(v) && /^[\d\s]+$/.test(v),
  },
  {
    code: 'invisible_character',
    says: 'there is a character in it that can not be seen; type it instead of pasting it',
    looks: (v) => /[\p{Cf}\p{Cc}]/u.test(v) && digits(v) > 0,
  },
  {
    code: 'name_for_identifier',
    says: 'this is a name, not an account identifier',
    looks: (v) => /\p{L}{2,}/u.test(v) && !/\d{5,}/.test(v),
  },
  {
    code: 'separators',
    says: 'leave out dashes, dots and other separators',
    looks: (v) => /^\d+([-–—._,/]\d+)+$/.test(v),
  },
  {
    code: 'too_long',
    says: 'this has too many digits',
    looks: (v, { example }) => /^\d+$/.test(v) && v.length > example.length,
  },
  {
    code: 'too_short',
    says: 'this has too few digits',
    looks: (v, { example }) => /^\d+$/.test(v) && v.length < example.length,
  },
];
