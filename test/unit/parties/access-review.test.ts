import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { accessCsv } from '../../../functions/parties/access-review.ts';
import { examples } from '../../../functions/parties/contract-examples.ts';
import { partiesDesk } from './parties-desk.ts';

const review = 'GET /v1/access-review';
const change = 'PATCH /v1/members/{memberId}';

type Lines = readonly Record<string, unknown>[];

describe('R134: a review of access', () => {
  test('lists every person and machine with their rights, since when, and by whose hand', async () => {
    const { send, admin, operator, time } = await partiesDesk();
    const added = new Date(time.now).toISOString();
    const lines = (await send(review, { right: 'auditor' })).json['items'] as Lines;
    expect(lines.map(({ kind }) => String(kind)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'machine',
      'person',
      'person',
    ]);
    expect(lines.find(({ memberId }) => memberId === admin)).toMatchObject({ addedBy: 'desk', rightsBy: 'desk' });
    expect(lines.find(({ memberId }) => memberId === operator)).toMatchObject({
      addedBy: admin,
      rights: ['enter', 'operator'],
      rightsBy: admin,
      rightsSince: added,
    });
  });

  test('tells of the last change of rights, and apart from it when somebody was disabled', async () => {
    const { send, admin, operator, time } = await partiesDesk();
    const params = { memberId: operator };
    time.now += 86_400_000;
    const changed = new Date(time.now).toISOString();
    await send(change, { params, body: { rights: ['follow-up'] }, version: 1, key: 'change-rights' });
    time.now += 86_400_000;
    const disabled = new Date(time.now).toISOString();
    await send(change, { params, body: { disabled: true }, version: 2, key: 'disable-them' });
    const lines = (await send(review)).json['items'] as Lines;
    expect(lines.find(({ memberId }) => memberId === operator)).toMatchObject({
      rights: ['follow-up'],
      rightsSince: changed,
      rightsBy: admin,
      status: 'disabled',
      statusSince: disabled,
    });
  });

  test('is a table on request, in which no name becomes a formula', () => {
    const line = { ...examples.access, name: '=HYPERLINK("https://evil.example";"x")' };
    const [row, ...more] = parse(accessCsv([line as never]), { columns: true }) as Record<string, string>[];
    expect(more).toEqual([]);
    expect(row).toMatchObject({ name: `'${line.name}`, rights: 'enter operator', memberId: line.memberId });
  });
});
