import * as z from 'zod';
import { action, whole } from '../action.ts';
import { refusal } from '../api-error.ts';
import { nowOf, type World } from '../world.ts';
import type { Session } from './stored.ts';

/** What a policy may say here; more of its language is not simulated. */
const policySchema = z.object({
  Version: z.literal('1'),
  Statement: z
    .array(
      z.object({
        Effect: z.literal('Allow'),
        Action: z.array(z.enum(['oss:PutObject', 'oss:GetObject'])).min(1),
        Resource: z.array(z.string().regex(/^acs:oss:\*:\*:[a-z0-9-]+\/[^*]*\*$/)).min(1),
      }),
    )
    .length(1),
});

const assumeRole = action({
  name: 'AssumeRole',
  version: '2015-04-01',
  method: 'POST',
  envelope: 'bare',
  parameters: z.object({
    RoleArn: z.string(),
    RoleSessionName: z.string().regex(/^[\w.@-]{2,64}$/),
    DurationSeconds: whole(900, 3600),
    Policy: z.string().max(2048),
  }),
  run: ({ world, key }, { RoleArn, RoleSessionName, DurationSeconds, Policy }) => {
    const bucket = world.state.buckets.find(({ role }) => role === RoleArn);
    if (key.bucket === undefined) throw refusal('NoPermission', 'Roles may not be assumed by root accounts.');
    if (bucket === undefined) throw refusal('EntityNotExist.Role', RoleArn);
    if (bucket.name !== key.bucket) throw refusal('NoPermission', 'sts:AssumeRole');
    const policy = policySchema.safeParse(asJson(Policy));
    if (!policy.success) throw refusal('InvalidParameter.PolicyGrammar');
    const [statement] = policy.data.Statement;
    const expires = new Date(Date.parse(nowOf(world)) + DurationSeconds * 1000).toISOString();
    const session: Session = {
      accessKeyId: `STS.${world.random.hex(24)}`,
      accessKeySecret: world.random.hex(40),
      token: world.random.hex(120),
      bucket: bucket.name,
      may: { actions: statement?.Action ?? [], resources: statement?.Resource ?? [] },
      expires,
    };
    forgetEnded(world);
    world.state.sessions.push(session);
    return {
      AssumedRoleUser: { Arn: `${RoleArn}/${RoleSessionName}`, AssumedRoleId: `3${bucket.account}:${RoleSessionName}` },
      Credentials: {
        AccessKeyId: session.accessKeyId,
        AccessKeySecret: session.accessKeySecret,
        SecurityToken: session.token,
        Expiration: `${expires.slice(0, 19)}Z`,
      },
    };
  },
});

/** Whether keys of a role are good for this: the role may put and get in its bucket, the policy narrows that down. */
export function mayDo(
  session: Session,
  what: 'oss:PutObject' | 'oss:GetObject',
  { bucket, name }: { readonly bucket: string; readonly name: string },
): boolean {
  const resource = `acs:oss:*:*:${bucket}/${name}`;
  return (
    session.bucket === bucket &&
    session.may.actions.includes(what) &&
    session.may.resources.some((pattern) => resource.startsWith(pattern.slice(0, -1)))
  );
}

export function isOver(world: World, { expires }: Session): boolean {
  return expires < nowOf(world);
}

/** Long after their end nobody asks for them. */
function forgetEnded(world: World): void {
  const dayAgo = new Date(Date.parse(nowOf(world)) - 86_400_000).toISOString();
  world.state.sessions = world.state.sessions.filter(({ expires }) => expires > dayAgo);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys of a role for a while. */
export const roleActions = [assumeRole];
