/**
 * The floor: no library at all, and the body of a link request checked by hand. Stores nothing.
 */
type Event = { readonly body?: string };
type Answer = { readonly statusCode: number; readonly body: string };

const accountId = /^acc_[0-9a-z]{26}$/;
const types = new Set(['billing', 'provisioning', 'management', 'delegation']);

export function bare(answer?: object) {
  return async (event: Event): Promise<Answer> => {
    let sent: unknown;
    try {
      sent = JSON.parse(event.body ?? '');
    } catch {
      return { statusCode: 400, body: '{"code":"malformed_body"}' };
    }
    const wrong = wrongFields(sent);
    if (wrong.length > 0) return { statusCode: 400, body: JSON.stringify({ code: 'invalid_input', errors: wrong }) };
    return { statusCode: 201, body: JSON.stringify(answer ?? sent) };
  };
}

/** As it is deployed. */
export const handler = bare();

function wrongFields(sent: unknown): string[] {
  if (!isObject(sent)) return [''];
  const { partnerAccountId, purpose, types: wanted, gathered, team, confirm, customer, contact } = sent;
  const wrong: string[] = [];
  if (!isText(partnerAccountId) || !accountId.test(partnerAccountId)) wrong.push('/partnerAccountId');
  if (!isText(purpose)) wrong.push('/purpose');
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every((one) => types.has(one))) wrong.push('/types');
  if (!Array.isArray(gathered) || !gathered.every(isText)) wrong.push('/gathered');
  if (!isText(team)) wrong.push('/team');
  if (!isObject(confirm) || confirm['customer'] !== true || confirm['types'] !== true) wrong.push('/confirm');
  if (!isObject(customer) || !isText(customer['name']) || customer['name'].trim().length < 2)
    wrong.push('/customer/name');
  else if (!isText(customer['accountId']) || customer['accountId'] !== customer['accountIdAgain'])
    wrong.push('/customer/accountId');
  if (!isObject(contact) || !isText(contact['email']) || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(contact['email']))
    wrong.push('/contact/email');
  return wrong;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 254;
}
