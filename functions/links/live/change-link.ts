import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, type Result } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Fields, Refused, WriteIntent } from '../../kernel/write.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { Caller } from '../../platform/contract.ts';
import { move } from '../../timeline/index.ts';
import { type Link, linkShape, readLink } from '../link.ts';
import type { LinkDeps } from '../ports.ts';

/** Changes a link on a person's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export function changeLink<T>(
  { tables }: Pick<LinkDeps, 'tables'>,
  org: string,
  id: string,
  decide: (link: Link) => Result<Decided<T>, Problem>,
): Promise<Result<T, Problem | Refused>> {
  return change(
    tables,
    () => readLink(tables, org, id),
    (link): Result<Decided<T>, Problem> => (link ? decide(link) : err({ kind: 'not_found', params: { what: 'link' } })),
  );
}

/** What a person does to a link, as its timeline tells it. */
export type LinkMove = {
  readonly type: `link.${string}`;
  readonly set: Partial<Link>;
  readonly remove?: readonly (keyof Link)[];
  readonly data: Fields;
};

/** The writes of a person's move of a link, and the link after them. */
export function moveLink(
  { newId }: Pick<LinkDeps, 'newId'>,
  link: Link,
  caller: Pick<Caller, 'member'>,
  at: Instant,
  { type, set, remove = [], data }: LinkMove,
): { readonly link: Link; readonly intents: readonly WriteIntent[] } {
  const kept = Object.fromEntries(Object.entries(link).filter(([field]) => !remove.some((gone) => gone === field)));
  const entry = { type, actor: { kind: 'member', id: caller.member }, at, data } as const;
  return {
    link: readStored(linkShape, { ...kept, ...set, version: link.version + 1, schemaVersion: linkShape.version }),
    intents: move(link, { set: { ...set }, remove }, entry, newId),
  };
}

/** The refusal of whatever only an active link can have done to it. */
export function activeRefusal({ status }: Link): Problem | undefined {
  return status === 'active' ? undefined : { kind: 'not_allowed_now', params: { status } };
}
