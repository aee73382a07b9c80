import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Mail } from './inbox.ts';

const refreshSeconds = 5;
const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #767676; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0; }
h2 { font-size: 1.1rem; margin-bottom: 0; }
p { margin: .25rem 0; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; } }
`;

/** No scripts, and nothing from elsewhere: the style is known by its hash. */
export const inboxPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** All mail of the local desk on one page that looks for more every five seconds. */
export async function inboxPage(mails: readonly Mail[]): Promise<string> {
  const list = mails.length === 0 ? html`<p>No mail yet.</p>` : mails.map(article);
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${refreshSeconds}">
<title>Inbox (${mails.length}) · local desk</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>Inbox</h1>
<p>Mail that the desk has sent on this computer. None of it has left it.</p>
${list}
</body>
</html>
`;
  return page.toString();
}

function article({ to, subject, text, sentAt }: Mail) {
  return html`<article>
<h2>${subject}</h2>
<p>To ${to.join(', ')} · <time datetime="${sentAt}">${sentAt}</time></p>
<pre>${text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}</pre>
</article>
`;
}
