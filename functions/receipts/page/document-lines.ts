import { html } from 'hono/html';
import { type Html, readable } from '../../decisions/page/layout.ts';
import { providerName } from '../../decisions/provider-facts.ts';
import { fill, type Language } from '../../kernel/texts.ts';
import type { ConsentReceipt, SignedDocument } from '../document.ts';
import { completionLines } from './completion-lines.ts';
import { type Row, rows } from './rows.ts';
import { itemTexts, receiptTexts } from './texts.ts';

/** What a signed document says, for people, in the reader's language. */
export function documentLines(language: Language, { document, kid }: { document: SignedDocument; kid: string }): Html {
  return document.kind === 'consent' ? consentLines(language, document, kid) : completionLines(language, document, kid);
}

/** The words agreed to stay as they were shown. */
function consentLines(language: Language, document: ConsentReceipt, kid: string): Html {
  const say = (key: keyof typeof receiptTexts) => receiptTexts[key][language];
  const { text, items } = document;
  const values = {
    customer: document.customer.name,
    reseller: document.reseller.name,
    decidedAt: readable(document.decision.decidedAt),
  };
  return html`<p class="lead">${fill(say('lead'), values)}</p>
    <h2>${say('agreed')}</h2>
    <ul lang="${text.language}">${text.lines.map((line) => html`<li>${line}</li>`)}</ul>
    <h2>${say('items')}</h2>
    ${rows(items.map(({ item, result }) => [word(item, language), word(result, language)]))}
    <h2>${say('facts')}</h2>
    ${rows(facts(language, document, kid))}`;
}

function facts(language: Language, document: ConsentReceipt, kid: string): readonly Row[] {
  const say = (key: keyof typeof receiptTexts) => receiptTexts[key][language];
  const { reseller, provider, customer, relationship, text, decision } = document;
  const { services, projects, regions } = relationship.scope;
  const limits = [...services, ...projects, ...regions];
  return [
    [say('reseller'), reseller.name],
    [say('provider'), `${providerName(provider.site, language)} (${provider.site})`],
    [say('partnerId'), provider.partnerId],
    [say('customer'), customer.name],
    [say('account'), customer.accountId ?? say('accountUnknown')],
    ...(limits.length > 0 ? [[say('scopes'), limits.join(', ')] as const] : []),
    [say('decidedAt'), readable(decision.decidedAt)],
    [say('how'), say(decision.how)],
    [say('text'), fill(say('textVersion'), { name: text.name, version: text.version, language: text.language })],
    ['SHA-256', text.sha256],
    [say('subject'), document.subject],
    [say('id'), document.id],
    [say('issuer'), document.issuer],
    [say('issuedAt'), readable(document.issuedAt)],
    [say('key'), kid],
  ];
}

/** A word that this code has no text for is shown as it is: it was signed so. */
function word(key: string, language: Language): string {
  const texts: Readonly<Record<string, Readonly<Record<Language, string>>>> = itemTexts;
  return texts[key]?.[language] ?? key;
}
