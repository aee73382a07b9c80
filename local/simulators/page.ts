import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { WireReply } from './server.ts';

/** A piece of a page; what is put into it is escaped. */
export type Markup = ReturnType<typeof html>;

/** Whose pages they are. */
export interface PretendSite {
  /** The provider that is played. */
  provider: string;
  /** Where every page leads back to: address and words. */
  home: readonly [string, string];
}

/** What a page shows between the frame. */
export interface View {
  title: string;
  /** Where one can go from here: address and words. */
  links: readonly (readonly [string, string])[];
  content: Markup;
}

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 76rem; margin: 0 auto 3rem; padding: 0 1rem; }
.pretend { background: #7a1f00; color: #fff; padding: .5rem 1rem; margin: 0 -1rem; }
nav a { margin-right: 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #767676; padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; }
td form { display: inline-block; margin: 0 .5rem .25rem 0; }
fieldset { margin: 1rem 0; border: 1px solid #767676; }
[role=alert] { border-left: .4rem solid #b00020; padding: .5rem 1rem; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; } }
`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** A whole page, without script; `alert` is what was refused. */
export async function pageReply(
  { provider, home }: PretendSite,
  status: number,
  { title, links, content }: View,
  alert?: string,
): Promise<WireReply> {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · pretend ${provider}</title>
<style>${raw(style)}</style>
</head>
<body>
<p class="pretend"><strong>SIMULATOR.</strong> This is not ${provider}. Nothing you do here leaves this computer.</p>
<nav>${[home, ...links].map(([address, words]) => html`<a href="${address}">${words}</a>`)}</nav>
<main>
<h1>${title}</h1>
${alert === undefined ? '' : html`<p role="alert">${alert}</p>`}
${content}
</main>
</body>
</html>
`;
  return { kind: 'answer', status, headers, body: page.toString() };
}

/** A form of one button; `fields` go along with it. */
export function button(action: string, words: string, fields: Readonly<Record<string, string>>): Markup {
  return html`<form method="post" action="${action}">${hidden(fields)}<button>${words}</button></form>`;
}

/** Fields that a person does not see. */
export function hidden(fields: Readonly<Record<string, string>>): Markup {
  return html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`;
}

/** A box to tick. */
export function tick(name: string, words: string, checked = false): Markup {
  return html`<p><label><input type="checkbox" name="${name}" ${checked ? 'checked' : ''}> ${words}</label></p>`;
}

/** A yes, and a no with a reason; two forms, so that no Enter key says what can't be taken back. */
export function yesOrNo(
  action: string,
  fields: Readonly<Record<string, string>>,
  { name, yes, no }: { name: string; yes: readonly [string, string]; no: readonly [string, string] },
): Markup {
  return html`${button(action, yes[1], { ...fields, [name]: yes[0] })}
<form method="post" action="${action}">
${hidden({ ...fields, [name]: no[0] })}
<label>Reason <input name="reason" maxlength="500"></label> <button>${no[1]}</button>
</form>`;
}

/** The address of a console page. */
export function at(path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}
