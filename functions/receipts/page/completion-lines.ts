import { html } from 'hono/html';
import { type Html, readable } from '../../decisions/page/layout.ts';
import { providerName } from '../../decisions/provider-facts.ts';
import { fill, type Language } from '../../kernel/texts.ts';
import type { CompletionCertificate } from '../completion-certificate.ts';
import { completionTexts, completionWords } from './completion-texts.ts';
import { type Row, rows } from './rows.ts';
import { receiptTexts } from './texts.ts';

/** What a certificate of completion says, for people: what ended, on whose word, and what was declared before. */
export function completionLines(language: Language, document: CompletionCertificate, kid: string): Html {
  const say = (key: keyof typeof completionTexts) => completionTexts[key][language];
  const provider = providerName(document.provider.site, language);
  const values = {
    customer: document.customer.name,
    reseller: document.reseller.name,
    provider,
    completedAt: readable(document.completedAt),
  };
  const { flags } = document;
  return html`<p class="lead">${fill(say('lead'), values)}</p>
    <p>${fill(say('after'), values)}</p>
    <h2>${say('facts')}</h2>
    ${rows(facts(language, document))}
    ${flags.length > 0 ? html`<h2>${say('flags')}</h2><ul>${flags.map((flag) => html`<li>${word(flag, language)}</li>`)}</ul>` : ''}
    <h2>${say('preconditions')}</h2>
    ${rows(preconditions(language, document))}
    <h2>${say('declared')}</h2>
    ${rows(declared(language, document))}
    <h2>${receiptTexts.facts[language]}</h2>
    ${rows(details(language, document, kid))}`;
}

function facts(language: Language, document: CompletionCertificate): readonly Row[] {
  return document.facts.map(({ kind, observedBy, at, by, reference, condition, evidence, text }) => [
    word(kind, language),
    joined([
      `${readable(at)}`,
      word(`by.${observedBy}`, language),
      by,
      reference,
      condition,
      text && `${text.name} ${text.version} (${text.language}) SHA-256 ${text.sha256}`,
      ...evidence.map((hash) => `${completionTexts.evidence[language]} SHA-256 ${hash}`),
    ]),
  ]);
}

function preconditions(language: Language, document: CompletionCertificate): readonly Row[] {
  return document.preconditions.map(({ name, mode, result, found, at, attested, overridden }) => [
    word(name, language),
    joined([
      word(result, language),
      word(`mode.${mode}`, language),
      found,
      at && readable(at),
      attested && `${attested.by} ${readable(attested.at)}`,
      ...(attested?.evidence ?? []).map((hash) => `${completionTexts.evidence[language]} SHA-256 ${hash}`),
      overridden && fill(completionTexts.overridden[language], { by: overridden.by, reason: overridden.reason }),
    ]),
  ]);
}

function declared(language: Language, { declaration, secondPerson, notice }: CompletionCertificate): readonly Row[] {
  const say = (key: keyof typeof completionTexts) => completionTexts[key][language];
  const { capacity } = declaration ?? {};
  return [
    ...(declaration
      ? ([
          [say('declaredBy'), joined([declaration.by, readable(declaration.at)])],
          [
            say('capacity'),
            capacity?.as === 'agent'
              ? joined([word('agent', language), capacity.basis, capacity.informedOn])
              : word('holder', language),
          ],
          [
            say('noticeText'),
            `${declaration.notice.name} ${declaration.notice.version} (${declaration.notice.language}) SHA-256 ${declaration.notice.sha256}`,
          ],
          ...declaration.attestations.map(
            ({ name, by, at }): Row => [word(name, language), joined([by, readable(at)])],
          ),
        ] satisfies readonly Row[])
      : ([[say('declaredBy'), say('customerStarted')]] satisfies readonly Row[])),
    [say('secondPerson'), secondPerson ? joined([secondPerson.by, readable(secondPerson.at)]) : say('nobody')],
    ...(notice
      ? ([
          [
            say('noticeDays'),
            joined([
              String(notice.days),
              readable(notice.ends),
              notice.overridden &&
                fill(say('overridden'), { by: notice.overridden.by, reason: notice.overridden.reason }),
            ]),
          ],
        ] satisfies readonly Row[])
      : []),
  ];
}

function details(language: Language, document: CompletionCertificate, kid: string): readonly Row[] {
  const say = (key: keyof typeof receiptTexts) => receiptTexts[key][language];
  const { reseller, provider, customer, application, timelineEntry } = document;
  return [
    [say('reseller'), reseller.name],
    [say('provider'), `${providerName(provider.site, language)} (${provider.site})`],
    [say('partnerId'), provider.partnerId],
    [say('customer'), customer.name],
    [say('account'), customer.accountId ?? say('accountUnknown')],
    [
      completionTexts.application[language],
      joined([application.submittedAt && readable(application.submittedAt), application.reference]) || '–',
    ],
    [completionTexts.unbind[language], document.subject],
    [completionTexts.link[language], document.link],
    [completionTexts.timeline[language], `${timelineEntry.seq} · ${timelineEntry.hash}`],
    [completionTexts.id[language], document.id],
    [say('issuer'), document.issuer],
    [say('issuedAt'), readable(document.issuedAt)],
    [say('key'), kid],
  ];
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
}

/** A word that this code has no text for is shown as it is: it was signed so. */
function word(key: string, language: Language): string {
  const texts: Readonly<Record<string, Readonly<Record<Language, string>>>> = completionWords;
  return texts[key]?.[language] ?? key;
}
