import * as z from 'zod';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import type { RebateUpload } from './upload.ts';

/** Which upload brought a file to an account first: the same file again adds nothing (R121). */
export const takenFileShape = storedShape({
  name: 'rebate file',
  version: 1,
  schema: z.object({ upload: z.string() }),
  upcasts: {},
});

type File = Pick<RebateUpload, 'org' | 'account' | 'sha256'>;

export function takenFileKey({ org, account, sha256 }: File): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: `REBATE_FILE#${sha256}` };
}

/** The upload that took a file in last; perhaps it was withdrawn since. */
export async function readTakenFile(tables: Tables, file: File): Promise<string | undefined> {
  const item = await tables.get('desk', takenFileKey(file));
  return item && readStored(takenFileShape, item).upload;
}

/** @param before the upload that was read there; refused as `version` when it is another by now */
export function takeFile(upload: RebateUpload, before: string | undefined): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: takenFileKey(upload),
    fields: toStored(takenFileShape, { upload: upload.id }),
    expect: [before === undefined ? { pk: { absent: true } } : { upload: { eq: before } }],
    refusal: 'version',
  };
}
