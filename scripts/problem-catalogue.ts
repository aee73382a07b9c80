import { problems } from '../functions/kernel/problems.ts';

/** Every problem that the API can answer, by status: the texts that callers see, with the names of their params. */
export function problemCatalogue(): string {
  const rows = Object.entries(problems)
    .toSorted(([a, one], [b, other]) => one.status - other.status || a.localeCompare(b, 'en'))
    .map(([code, { status, title, remediation }]) => `| ${status} | \`${code}\` | ${title} | ${remediation} |`);
  return [
    '# Problems',
    '',
    'Every refusal is a problem document (RFC 9457, `application/problem+json`). Decide by `code`: codes never change',
    'their meaning, texts may. Words in braces are filled from `params`. The gateway answers 401, 403, 413 and 429 of',
    'its own with `{"message": "…"}` before the desk sees a request; those are no problem documents.',
    '',
    '| Status | Code | Title | What to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
