/**
 * Opens a page and sends its first form as a browser would: hidden fields as they are, the others as given.
 * @throws when the page has no form, asks for something that was not given, or the answer is an error.
 */
export async function submitForm(page: string, values: Readonly<Record<string, string>>): Promise<string> {
  const shown = await fetch(page);
  const text = await shown.text();
  if (!shown.ok) throw new Error(`${page} answers ${shown.status}.`);
  const form = /<form\b([^>]*)>(.*?)<\/form>/s.exec(text);
  if (form === null) throw new Error(`${page} has no form.`);
  const [, head = '', body = ''] = form;
  const fields = new URLSearchParams();
  for (const [input] of body.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name === undefined) continue;
    const value = values[name] ?? attribute(input, 'value');
    if (value === undefined && /\srequired\b/.test(input)) throw new Error(`${page} asks for ${name}.`);
    fields.set(name, value ?? '');
  }
  const answer = await fetch(new URL(attribute(head, 'action') ?? '', page), { method: 'POST', body: fields });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${page} answers ${answer.status} to the form.`);
  return said;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}
