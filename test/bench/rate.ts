import { bringUp } from '../../local/cloud.ts';
import { expectOk, newCustomer, olivia, wishFor } from '../../local/demo/walk.ts';
import { seeds } from '../../local/seed/cast.ts';
import { seed } from '../../local/seed.ts';

/** Requests a second through the local cloud: gateway, function and tables, all of them emulated. */
export type Rate = { readonly name: string; readonly perSecond: number };

const atOnce = 4;
const requests = 120;

/** Deploys a desk of its own (two minutes), measures, and ends it. */
export async function rates(stateDir: string): Promise<readonly Rate[]> {
  const cloud = await bringUp({ stateDir, fresh: true, seeds });
  try {
    await seed(cloud);
    const client = await olivia(cloud);
    const wishes: Awaited<ReturnType<typeof wishFor>>[] = [];
    for (let at = 0; at < requests + atOnce; at += 1) wishes.push(await wishFor(cloud, await newCustomer(cloud)));
    const { items } = expectOk(await client.listLinks({ query: { limit: 1 } })).json;
    const linkId = items[0]?.id;
    if (linkId === undefined) throw new Error('The seeded desk has no link.');
    const health = `${cloud.deskUrl}/v1/health`;
    return [
      {
        name: 'a bare route (`GET /v1/health`)',
        perSecond: await rateOf(() => fetch(health).then((got) => got.text())),
      },
      {
        name: 'a read (`GET /v1/links/{linkId}`)',
        perSecond: await rateOf(async () => expectOk(await client.getLink({ params: { linkId } }))),
      },
      {
        name: 'a create (`POST /v1/link-requests`)',
        perSecond: await rateOf(async () => {
          const body = wishes.pop();
          if (body) expectOk(await client.createLinkRequest({ body }));
        }),
      },
    ];
  } finally {
    await cloud.stop();
  }
}

/** The first requests warm the function up and are not counted. */
async function rateOf(request: () => Promise<unknown>): Promise<number> {
  await Promise.all(Array.from({ length: atOnce }, request));
  let left = requests;
  const began = process.hrtime.bigint();
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await request();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (requests * 1e9) / Number(process.hrtime.bigint() - began);
}
