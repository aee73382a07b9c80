import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { err, ok } from '../../kernel/result.ts';
import type { Hour } from '../anchor.ts';
import type { AnchorStore, KeptAnchor } from '../ports.ts';

const PREFIX = 'heads/';

/** Anchors as objects `heads/<yyyy>/<mm>/<dd>/<hh>.ndjson`, whose names sort as their hours do. */
export function s3Anchors(Bucket: string, client = new S3Client({})): AnchorStore {
  return {
    async hours(after) {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix: PREFIX,
            ...(after !== undefined && { StartAfter: keyOf(after) }),
            ContinuationToken,
          }),
        );
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return keys.flatMap((key) => hourIn(key) ?? []);
    },
    read: (hour) => textOf(client, { Bucket, Key: keyOf(hour) }),
    async put(hour, text) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket,
            Key: keyOf(hour),
            Body: text,
            ContentType: 'application/x-ndjson',
            IfNoneMatch: '*',
            // asked for by a bucket whose objects are locked from the start
            ChecksumAlgorithm: 'SHA256',
          }),
        );
        return ok();
      } catch (error) {
        if (error instanceof Error && conflicts.has(error.name)) return err({ kind: 'exists' });
        throw error;
      }
    },
  };
}

/** The second: somebody else is writing the object at this very moment. */
const conflicts = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Objects that are read at the same time. */
const SIDE_BY_SIDE = 16;

/**
 * All anchors, as a verifier reads them: the first version of each, which the lock keeps whatever is put over it or
 * hides it, and whether anything does. Needs `s3:ListBucketVersions` and `s3:GetObjectVersion`.
 */
export async function readKeptAnchors(Bucket: string, client: S3Client): Promise<readonly KeptAnchor[]> {
  const found = await versionsOf(Bucket, client);
  const kept: KeptAnchor[] = [];
  const left = [...found];
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let one = left.shift(); one; one = left.shift()) {
        const [Key, { versions, hidden }] = one;
        const first = versions.at(-1);
        const hour = hourIn(Key);
        if (hour === undefined || first === undefined) continue;
        const text = await textOf(client, { Bucket, Key, VersionId: first.VersionId });
        kept.push({ hour, text, untouched: versions.length === 1 && !hidden });
      }
    }),
  );
  return kept.toSorted((a, b) => (a.hour < b.hour ? -1 : 1));
}

type Versions = { readonly versions: ObjectVersion[]; hidden: boolean };

/** Versions by key, newest first as S3 lists them. */
async function versionsOf(Bucket: string, client: S3Client): Promise<ReadonlyMap<string, Versions>> {
  const found = new Map<string, Versions>();
  const at = (key: string) => {
    const known = found.get(key) ?? { versions: [], hidden: false };
    found.set(key, known);
    return known;
  };
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const page: Awaited<ReturnType<typeof listVersions>> = await listVersions(client, {
      Bucket,
      Prefix: PREFIX,
      ...next,
    });
    for (const version of page.Versions ?? []) at(version.Key ?? '').versions.push(version);
    for (const { Key = '' } of page.DeleteMarkers ?? []) at(Key).hidden = true;
    next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  return found;
}

function listVersions(client: S3Client, input: ConstructorParameters<typeof ListObjectVersionsCommand>[0]) {
  return client.send(new ListObjectVersionsCommand(input));
}

async function textOf(client: S3Client, input: ConstructorParameters<typeof GetObjectCommand>[0]): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand(input));
  return (await Body?.transformToString()) ?? '';
}

function keyOf(hour: Hour): string {
  return `${PREFIX}${hour.replaceAll('-', '/').replace('T', '/')}.ndjson`;
}

function hourIn(key: string): Hour | undefined {
  const [, year, month, day, hour] = /^heads\/(\d{4})\/(\d\d)\/(\d\d)\/(\d\d)\.ndjson$/.exec(key) ?? [];
  return hour && `${year}-${month}-${day}T${hour}`;
}
