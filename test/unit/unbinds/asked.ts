import { decisionShape } from '../../../functions/decisions/decision.ts';
import { recordDecision } from '../../../functions/decisions/record-decision.ts';
import { ok } from '../../../functions/kernel/result.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { defaultTerms } from '../../../functions/parties/index.ts';
import { waitingRef } from '../../../functions/sequence/sequence.ts';
import { changeUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { contactOfUnbind } from '../../../functions/unbinds/contact.ts';
import { act, type OwnMove } from '../../../functions/unbinds/course.ts';
import { followCourse } from '../../../functions/unbinds/follow-course.ts';
import type { Unbind } from '../../../functions/unbinds/unbind.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

export const secondLevel = { account: '200031885555', name: 'Harbour Lantern Cloud' };

type Given = {
  readonly language?: 'en' | 'zh-CN';
  /** Whether its distributor reviews first. */
  readonly reviewed?: boolean;
  readonly distributor?: Unbind['distributor'];
};

/** A case that is ready to be submitted, with somebody to write to at the customer. */
export async function unbindAsked({ language = 'en', reviewed = false, distributor = { secondLevel } }: Given = {}) {
  // what the provider shows is told by the tests, so the desk looks there once a day only
  const desk = await unbindDesk({}, { unbind: { ...defaultTerms.unbind, lookSeconds: 86_400 } });
  const link = await desk.activeLink({ customer: { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' } });
  const id = await desk.startUnbind(
    { ready: true, agreed: true, distributorReviews: reviewed, ...(reviewed && { distributor }) },
    link,
  );
  const given = { email: 'it@lantern-logistics.example', name: 'Mei Tan', language };
  await desk.tables.transact(await contactOfUnbind(desk.tables, link, id, given));
  await desk.settle();

  const mails = () =>
    desk.tables
      .items('desk', `ORG#${desk.org}#${id}`)
      .filter(({ sk }) => sk.startsWith('MAIL#'))
      .map(({ sk }) => sk.slice('MAIL#'.length));
  return { desk: { ...desk, ...deeds(desk) }, id, link, mails };
}

function deeds(desk: Awaited<ReturnType<typeof unbindDesk>>) {
  const { deps, org, operator } = desk;
  const actor = { kind: 'member', id: operator } as const;
  return {
    /** The initiator takes up that the customer has confirmed. */
    async takeUp(id: string) {
      const ref = waitingRef(desk.unbind(id));
      if (ref?.kind !== 'initiator') throw new Error(`waits for ${ref?.kind}`);
      await recordDecision(deps, ref, { verdict: 'taken_up', answer: { by: operator }, actor });
      await desk.settle();
    },
    /** One of our own moves. */
    async make(id: string, move: OwnMove) {
      const done = await changeUnbind(deps, org, id, ({ record, decision }) => {
        const moved = act(record, move);
        if (!moved.ok) throw new Error(`${move.kind} in ${record.status}`);
        const happened = { actor, at: deps.clock.now() };
        return ok({ intents: followCourse(record, decision, moved.value, happened, deps.newId).intents, value: id });
      });
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      await desk.settle();
    },
    /** The question that the case waits for. */
    question(id: string) {
      const { kind, round } = desk.unbind(id).waitingOn ?? { kind: '', round: 0 };
      const sk = `DECISION#${kind}#${String(round).padStart(4, '0')}`;
      const item = desk.tables.items('desk', `ORG#${org}#${id}`).find((one) => one.sk === sk);
      if (!item) throw new Error(`no ${sk}`);
      return readStored(decisionShape, item);
    },
  };
}
