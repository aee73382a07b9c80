import { expect, test } from 'vitest';
import { readRecords } from '../../../../functions/rebates/mappings/read-records.ts';
import { builtIn, csv, portalTable } from '../../../support/statement.ts';

/** So much may be read ahead of the record that was handed over last. */
const MOST_AHEAD = 1024 * 1024;

test('20,000 lines are read as they are asked for: no more than a megabyte lies between source and reader', async () => {
  const [headers = [], line = []] = portalTable({});
  const start = Buffer.from(`${csv([headers])}\r\n`);
  const lines = Buffer.from(Array.from({ length: 1000 }, () => `${csv([line])}\r\n`).join(''));
  let given = 0;
  async function* source() {
    yield start;
    for (let at = 0; at < 20; at += 1) {
      given += lines.length;
      yield lines;
    }
  }
  let records = 0;
  let ahead = 0;
  for await (const one of readRecords(source(), {
    form: 'file',
    mapping: builtIn('portal-export'),
    zone: 'Asia/Shanghai',
  })) {
    if (!('record' in one)) throw new Error(one.quarantined.detail);
    records += 1;
    ahead = Math.max(ahead, given - (records * lines.length) / 1000);
  }
  expect(records).toBe(20_000);
  expect(ahead).toBeLessThan(MOST_AHEAD);
}, 60_000);
