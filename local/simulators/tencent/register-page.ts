import * as z from 'zod';
import { ControlRefusal } from '../control.ts';
import type { WireReply, WireRequest } from '../server.ts';
import { submitByLink, usableInvitation } from './customer-side.ts';
import { uinSchema } from './keys.ts';
import type { World } from './world.ts';

const submissionSchema = z.object({
  RegisterToken: z.string(),
  uin: uinSchema,
  name: z.string().trim().min(1, 'A name is needed.').max(200),
  email: z.email('An e-mail address is needed.'),
});

/**
 * The page behind an invitation link, on which a person plays the customer. What the provider's own page looks like and
 * asks is not documented: this one is invented and says so.
 */
export function serveRegisterPage(world: World, request: WireRequest, save: () => void): WireReply {
  try {
    if (request.method === 'POST') return accept(world, new URLSearchParams(request.body.toString()), save);
    if (request.method !== 'GET') return page(405, '<p>Open this address in a browser.</p>');
    return page(200, form(world, request.url.searchParams.get('RegisterToken') ?? '', {}));
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error;
    return page(error.status, `<p role="alert">${escaped(error.message)}</p>`);
  }
}

function accept(world: World, fields: URLSearchParams, save: () => void): WireReply {
  const values = Object.fromEntries(fields);
  const submission = submissionSchema.safeParse(values);
  if (!submission.success) {
    const problems = submission.error.issues.map(({ message }) => `<li>${escaped(message)}</li>`).join('');
    const again = form(world, values['RegisterToken'] ?? '', values);
    return page(400, `<ul role="alert">${problems}</ul>${again}`);
  }
  const { RegisterToken, ...customer } = submission.data;
  const application = submitByLink(world, RegisterToken, customer);
  save();
  const partner = world.state.partners[application.partner]?.name ?? '';
  return page(
    200,
    `<p role="status">Submitted as account ${escaped(application.uin)}. ${escaped(partner)} now reviews it.</p>`,
  );
}

function form(world: World, token: string, values: Readonly<Record<string, string>>): string {
  const { partner, role } = usableInvitation(world, token);
  const name = escaped(world.state.partners[partner]?.name ?? '');
  const field = (id: string, label: string, more: string) =>
    `<p><label for="${id}">${label}</label><br><input id="${id}" name="${id}" required ${more} value="${escaped(values[id] ?? '')}"></p>`;
  return `<p><strong>${name}</strong> invites you to become its ${role === 'Client' ? 'sub-customer' : 'second-level reseller'}.</p>
<form method="post" action="/register">
<input type="hidden" name="RegisterToken" value="${escaped(token)}">
${field('uin', 'Account identifier (UIN)', 'inputmode="numeric" pattern="[1-9][0-9]{4,14}"')}
${field('name', 'Name', 'maxlength="200"')}
${field('email', 'E-mail', 'type="email"')}
<p><button type="submit">Submit application</button></p>
</form>`;
}

function page(status: number, content: string): WireReply {
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Pretend Tencent Cloud: registration</title></head>
<body>
<p>SIMULATOR. This is not Tencent Cloud. Nothing you enter leaves this computer.</p>
<h1>Pretend Tencent Cloud</h1>
${content}
</body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
  return { kind: 'answer', status, headers, body };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
