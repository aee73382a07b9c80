import type { Action } from './action.ts';
import { applicationActions } from './applications.ts';
import { billActions } from './bills.ts';
import { creditActions } from './credit.ts';
import { customerActions } from './customers.ts';
import { invitationActions } from './invitations.ts';
import { rebateActions } from './rebates/action.ts';
import { treeActions } from './tree.ts';

/** Every simulated action of `intlpartnersmgt` 2022-09-28 by name. A new area adds its file and its line here. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [invitationActions, applicationActions, customerActions, creditActions, billActions, rebateActions, treeActions]
    .flat()
    .map((action) => [action.name, action]),
);
