import type { Instant } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import { toStored } from '../../kernel/stored.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import { type Actor, create, timelineStart } from '../../timeline/index.ts';
import { type Adoption, adoptionList, adoptionShape, noCounts } from './adoption.ts';

type Start = {
  readonly org: string;
  readonly account: Adoption['account'];
  readonly actor: Actor;
  readonly at: Instant;
};

/** A new reading of a partner account's list of customers, and the writes that make it and let it begin at `at`. */
export function startAdoption(
  { org, account, actor, at }: Start,
  newId: NewId,
): { readonly adoption: Adoption; readonly intents: readonly WriteIntent[] } {
  const adoption: Adoption = {
    ...timelineStart,
    org,
    id: newId('adoption'),
    version: 1,
    account,
    status: 'reading',
    startedBy: actor.kind === 'member' ? actor.id : 'desk',
    startedAt: at,
    pages: 0,
    counts: noCounts,
  };
  const entry = { type: 'adoption.started', actor, at, data: { account } } as const;
  const keys = { listPk: adoptionList(org, account), listSk: adoption.id };
  return {
    adoption,
    intents: [
      ...create({ ...toStored(adoptionShape, adoption), ...adoption, ...keys }, entry, newId),
      due({ kind: 'link.adopt', org, id: adoption.id, at }),
    ],
  };
}
