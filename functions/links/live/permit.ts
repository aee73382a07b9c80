import * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import type { Link } from '../link.ts';
import type { Scope } from '../relationship.ts';

/** What somebody, or something, is about to do on a customer's account through a link. */
export const Intended = z.strictObject({
  access: z
    .enum(['read', 'provision', 'manage'])
    .describe('read: look only; provision: order for the customer; manage: change what is there'),
  operation: z.string().trim().min(1).max(100).describe('the provider’s own name of the action'),
  service: z.string().trim().min(1).max(64).optional(),
  project: z.string().trim().min(1).max(64).optional(),
  region: z.string().trim().min(1).max(64).optional(),
  confirmed: z.boolean().default(false).describe('a person has confirmed this one action'),
});
export type Intended = z.infer<typeof Intended>;

/** Why an action may not be done now, most telling first. */
export const denials = [
  'unbound',
  'stopped',
  'not_ready',
  'read_only',
  'type_missing',
  'outside_scope',
  'outside_window',
  'needs_confirmation',
] as const;
export type Denial = (typeof denials)[number];

/**
 * Whether an action may be done through a link now (R015, R023, R144): the question that every hook asks first. Reading
 * is only barred where the link itself is out of use; what was agreed about scope, window and confirmation bars the rest.
 */
export function denialOf(link: Link, intended: Intended, now: Instant): Denial | undefined {
  if (link.status !== 'active') return 'unbound';
  if (link.stopped) return 'stopped';
  if (intended.access === 'read') return undefined;
  if (!link.readyToProvision) return 'not_ready';
  if (link.scope.access === 'read_only') return 'read_only';
  if (!typeAllows(link, intended)) return 'type_missing';
  if (!inScope(link.scope, intended)) return 'outside_scope';
  if (!inWindow(link.scope, now)) return 'outside_window';
  return link.scope.confirmEach.includes(intended.operation) && !intended.confirmed ? 'needs_confirmation' : undefined;
}

function typeAllows({ types }: Link, { access }: Intended): boolean {
  return access === 'manage'
    ? types.some((type) => type === 'management' || type === 'delegation')
    : types.some(provides);
}

function provides(type: Link['types'][number]): boolean {
  return type === 'provisioning' || type === 'management';
}

/** An empty list means all. What the scope limits has to be named by whoever asks. */
function inScope(scope: Scope, { service, project, region }: Intended): boolean {
  const within = (list: readonly string[], named: string | undefined) =>
    list.length === 0 || (named !== undefined && list.includes(named));
  return within(scope.services, service) && within(scope.projects, project) && within(scope.regions, region);
}

/** Wall time in the window's own zone; `to` is outside. */
function inWindow({ window }: Scope, now: Instant): boolean {
  if (!window) return true;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: window.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(now));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const day = part('weekday').toLowerCase();
  const time = `${part('hour')}:${part('minute')}`;
  return window.days.some((each) => each === day) && window.from <= time && time < window.to;
}
