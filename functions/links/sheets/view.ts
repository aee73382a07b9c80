import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/texts.ts';
import { SheetText, viewText } from '../../sheets/view.ts';
import type { InHand } from './in-hand.ts';

/** The run sheet of an invitation as its operator sees it, in one language. */
export const InvitationSheetView = SheetText.extend({
  linkRequest: idSchema('linkRequest'),
  state: z.enum(['open', 'done']),
});

export function viewInvitationSheet(
  inHand: Pick<InHand, 'record' | 'run' | 'number' | 'sheet'>,
  language: Language,
): z.input<typeof InvitationSheetView> {
  return {
    ...viewText(inHand, language),
    linkRequest: inHand.record.id,
    state: inHand.sheet?.doneAt ? 'done' : 'open',
  };
}
