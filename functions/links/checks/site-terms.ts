import { Money } from '../../kernel/money.ts';
import type { FieldError } from '../../kernel/problems.ts';
import { type Facts, type Finding, pass, withoutAccount, wrong } from './finding.ts';

/** What only some sites ask for with a new link: fields of their own, and what the customer may spend. */
export const siteTermsChecks = { siteFields, spendingTerms };

/** The fields of the site's partner register, by the provider's own names, each in its form. */
function siteFields({ account, capabilities, wanted, changes }: Facts): Finding {
  const check = 'site_fields';
  if (!account || !capabilities) return withoutAccount(check);
  const { fields, methods } = capabilities;
  const given = wanted.siteFields ?? {};
  const strange = Object.keys(given)
    .filter((name) => !(name in fields))
    .map((name) => ({ field: `/siteFields/${name}`, code: 'unknown_field', detail: `${account.site} has no ${name}` }));
  const wanting = changes
    ? []
    : Object.entries(fields).flatMap(([name, { pattern, example }]): FieldError[] => {
        const value = given[name] ?? '';
        if (new RegExp(pattern).test(value)) return [];
        const code = value === '' ? 'missing' : 'wrong_format';
        return [{ field: `/siteFields/${name}`, code, detail: `${account.site} asks for ${name}, such as ${example}` }];
      });
  const registers = methods.registerCustomer.mode !== 'none' && !changes;
  const { accountId, country } = wanted.customer;
  // of a customer without an identifier the country is asked anyway
  const nowhere =
    registers && accountId !== undefined && country === undefined
      ? [
          {
            field: '/customer/country',
            code: 'country_needed',
            detail: `${account.site} registers a customer in its country`,
          },
        ]
      : [];
  const errors = [...strange, ...wanting, ...nowhere];
  if (errors.length > 0) return wrong(check, errors, 'Give what the guide lists for this site.');
  return pass(check, registers ? 'everything that the provider registers a customer by is there' : 'none are needed');
}

/** What the customer may spend, where the site wants it with the link: in the currency in which the site bills. */
function spendingTerms({ account, capabilities, wanted, changes }: Facts): Finding {
  const check = 'spending_terms';
  if (!account || !capabilities) return withoutAccount(check);
  const { terms: site } = capabilities;
  const { terms } = wanted;
  const wrongTerms = (code: string, detail: string, field = '/terms') =>
    wrong(check, [{ field, code, detail }], 'See the guide for what this site sets with a link.');
  if (!site) {
    if (!terms) return pass(check, `${account.site} sets no spending terms with a link`);
    return wrongTerms('not_of_this_site', `${account.site} sets no spending terms with a link`);
  }
  if (!terms) {
    if (changes) return pass(check, 'set when the link was made');
    return wrongTerms('missing', `${account.site} asks what the customer may spend before it is linked`);
  }
  if (terms.limit.currency !== site.currency)
    return wrongTerms('other_currency', `${account.site} bills in ${site.currency}`, '/terms/limit/currency');
  const limit = Money.of(terms.limit.amount, terms.limit.currency);
  if (limit.isNegative()) return wrongTerms('negative', 'a limit is zero or more', '/terms/limit/amount');
  if (limit.amount.length > site.longestLimit)
    return wrongTerms('too_long', `at most ${site.longestLimit} characters`, '/terms/limit/amount');
  return pass(check, `up to ${limit.amount} ${limit.currency}`);
}
