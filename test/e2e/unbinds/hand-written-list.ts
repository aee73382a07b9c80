/** A row of the list that somebody writes down where the console gives no file. */
export type Written = {
  readonly reference: string;
  readonly account: string;
  readonly name: string;
  readonly startedBy: 'Partner' | 'Customer';
  readonly startedAt: string;
  readonly state: string;
};

/** The list in the desk's own columns, with times in UTC+8. */
export function handWrittenList(rows: readonly Written[]): string {
  const shown = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const lines = rows.map(({ reference, account, name, startedBy, startedAt, state }) =>
    [reference, account, name, startedBy, shown(startedAt), state].join(','),
  );
  return ['Reference,Account ID,Name,Started By,Started At (UTC+8),State', ...lines].join('\n');
}
