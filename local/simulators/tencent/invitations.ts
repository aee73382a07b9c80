import * as z from 'zod';
import { action, documented, everyRole } from './action.ts';
import { refusal } from './api-error.ts';
import type { Invitation } from './state.ts';
import { maskedEmail, wireList, wireTime } from './wire-format.ts';
import type { World } from './world.ts';

const mailIntervalMs = 180_000;
const day = 86_400_000;
/** "Invitation link is valid for 30 days." Source: QueryInvitationInfo, intl SDK client. */
export const linkLifetimeMs = 30 * day;
/** "The data will only be retained for 60 days." Source: QueryInvitationInfo, intl SDK client. */
export const retentionMs = 60 * day;

/** Age of an invitation on the provider's clock, in milliseconds. */
export function ageOf(world: World, invitation: Invitation): number {
  return world.clock.now().getTime() - Date.parse(invitation.createdAt);
}

const createAndSendClientInvitationMail = action({
  name: 'CreateAndSendClientInvitationMail',
  rate: documented(1),
  roles: everyRole,
  allowlist: 'CreateAndSendClientInvitationMail',
  parameters: z.strictObject({
    Email: z.email(),
    InvitationRole: z.enum(['Client', 'SubAgent']).default('Client'),
    // Takes effect only when a second-level reseller is invited, and nothing reads it back on these actions.
    MaterialUrl: z.string().optional(),
  }),
  run: ({ world, partner }, { Email, InvitationRole }) => {
    // Only distributors have second-level resellers; the refusal itself is not documented.
    if (InvitationRole === 'SubAgent' && partner.role !== 'distributor') {
      throw refusal('UnauthorizedOperation.UinNoAuth', 'InvitationRole');
    }
    const tooSoon = world.state.invitations.some(
      (earlier) =>
        earlier.partner === partner.uin &&
        (partner.mailIntervalBy === 'account' || earlier.email === Email) &&
        ageOf(world, earlier) < mailIntervalMs,
    );
    if (tooSoon) throw refusal('FailedOperation.SendMailLimit180');
    const token = world.random.hex(48);
    const link = `${world.publicUrl()}/register?RegisterToken=${token}`;
    world.state.invitations.push({
      token,
      link,
      partner: partner.uin,
      email: Email,
      role: InvitationRole,
      createdAt: world.clock.now().toISOString(),
      usedAt: null,
      usedBy: null,
      boundAt: null,
    });
    return { InvitationLink: link };
  },
});

const queryInvitationInfo = action({
  name: 'QueryInvitationInfo',
  rate: documented(20),
  roles: everyRole,
  parameters: z.strictObject({ InvitationToken: z.array(z.string().min(1)).min(1).max(100) }),
  run: ({ world, partner }, { InvitationToken }) => {
    // A token that is unknown, another partner's, or past retention is left out: no error code is documented.
    const found = InvitationToken.flatMap((token) =>
      world.state.invitations.filter(
        (invitation) =>
          invitation.token === token && invitation.partner === partner.uin && ageOf(world, invitation) < retentionMs,
      ),
    );
    return { InvitationInfo: wireList(found.map((invitation) => wireInvitation(world, invitation))) };
  },
});

function wireInvitation(world: World, invitation: Invitation): Record<string, unknown> {
  const customer = invitation.usedBy === null ? undefined : world.state.customers[invitation.usedBy];
  return {
    InvitationToken: invitation.token,
    CreateTime: wireTime(invitation.createdAt),
    Status: invitation.usedAt === null ? 1 : 2,
    UseTime: wireTime(invitation.usedAt),
    ClientUin: invitation.usedBy === null ? 0 : Number(invitation.usedBy),
    ClientMail: maskedEmail(customer?.email ?? ''),
    ClientType: invitation.role === 'SubAgent' ? 1 : 2,
    BindTime: wireTime(invitation.boundAt),
  };
}

/** Inviting, and what became of an invitation. */
export const invitationActions = [createAndSendClientInvitationMail, queryInvitationInfo];
