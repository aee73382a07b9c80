/** Answers as the API reference shows them; one organisation throughout. */

const admin = 'mem_01kb8q3zj5e2xv8r0m4c7t9w1d';
const id = 'whk_01kb8tq5n3e7xv2r0m4c7t9w1d';
const free = (name: string) => ({ name, allowed: true, because: '', needs: ['admin'] });
const barred = (name: string, because: string) => ({ name, allowed: false, because, needs: ['admin'] });

const webhook = {
  id,
  url: 'https://hooks.tamarisk.example.com/desk',
  types: ['link_request.*', 'link.broken.v1'],
  description: 'Keeps our CRM up to date',
  status: 'active',
  failures: 0,
  createdAt: '2026-11-21T08:00:00.000Z',
  createdBy: admin,
  version: 1,
  actions: [
    free('change'),
    free('disable'),
    barred('enable', 'not_allowed_now'),
    free('rotateSecret'),
    free('test'),
    free('replay'),
    free('delete'),
  ],
};

const off = webhook.actions.map(({ name }) => barred(name, 'not_allowed_now'));

const delivery = {
  id: 'dlv_01kb8v2f9sg6nw2y5a8h3k0p7e',
  eventId: 'tle_01kb8v2f9sg6nw2y5a8h3k0p7e',
  type: 'link_request.completed.v1',
  occurredAt: '2026-11-21T09:12:44.120Z',
  status: 'delivered',
  tries: [
    { at: '2026-11-21T09:12:45.002Z', outcome: 'refused_status', status: 503, milliseconds: 84 },
    { at: '2026-11-21T09:13:02.511Z', outcome: 'delivered', status: 204, milliseconds: 61 },
  ],
  replays: 0,
  actions: [free('replay')],
};

export const examples = {
  webhook,
  entered: { ...webhook, secret: 'whsec_ZXhhbXBsZSBzZWNyZXQgdGhhdCBub2JvZHkgdXNlcyE=' },
  rotated: {
    ...webhook,
    version: 2,
    oldSecretUntil: '2026-11-22T10:00:00.000Z',
    secret: 'whsec_YW5vdGhlciBzZWNyZXQgdGhhdCBub2JvZHkgdXNlcyE=',
  },
  deleted: { ...webhook, status: 'deleted', version: 3, actions: off },
  delivery,
  replayed: {
    ...delivery,
    status: 'pending',
    nextTryAt: '2026-11-21T11:00:00.000Z',
    replays: 1,
    actions: [barred('replay', 'not_allowed_now')],
  },
  test: { eventId: 'tle_01kb8v7c2dj4qz9x1b6v5m8t3f', deliveryId: 'dlv_01kb8v7c2dj4qz9x1b6v5m8t3f' },
} as const;

/** Bodies that the operations take. */
export const bodies = {
  enter: {
    url: 'https://hooks.tamarisk.example.com/desk',
    types: ['link_request.*', 'link.broken.v1'],
    description: 'Keeps our CRM up to date',
  },
  change: { types: ['link_request.*', 'link.*'] },
  disable: { disabled: true },
  replays: { since: '2026-11-21T08:00:00.000Z', until: '2026-11-21T10:00:00.000Z' },
};
