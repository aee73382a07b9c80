import { html } from 'hono/html';
import type * as z from 'zod';
import { ControlRefusal, checkedInput } from './control.ts';
import { type PretendSite, pageReply, type View } from './page.ts';
import type { WireReply, WireRequest } from './server.ts';

type Fields = Readonly<Record<string, string>>;

/** What a form does, and which page comes after it: `next` when it was done, `back` when it was refused. */
export interface Deed<World> {
  run(world: World, fields: Fields): void;
  next(fields: Fields): string;
  back(fields: Fields): string;
}

/** Pages on which a person takes the steps for which a provider has no API. */
export interface PretendConsole<World> {
  site: PretendSite;
  /** By the address of their form. */
  deeds: Readonly<Record<string, Deed<World>>>;
  /** By their address; `text` is a trimmed parameter of the query. */
  pages: Readonly<Record<string, (world: World, text: (name: string) => string) => View>>;
  /** By their address. */
  files: Readonly<Record<string, (world: World, text: (name: string) => string) => WireReply>>;
}

/** Names a form; its fields are checked before `run` sees them. */
export function deed<World, S extends z.ZodType>(
  schema: S,
  next: Deed<World>['next'],
  back: Deed<World>['back'],
  run: (world: World, fields: z.output<S>) => void,
): Deed<World> {
  return { next, back, run: (world, fields) => run(world, checkedInput(schema, fields)) };
}

/** Answers with a page, a file or, after a form, the way to the next page. A refusal stands above the form that was sent. */
export async function servePretendConsole<World>(
  { site, deeds, pages, files }: PretendConsole<World>,
  world: World,
  request: WireRequest,
  save: () => void,
): Promise<WireReply> {
  const { pathname } = request.url;
  const viewAt = (url: URL): View => {
    const page = pages[url.pathname];
    if (page === undefined) throw new ControlRefusal(404, 'no_such_page', 'There is no such page.');
    return page(world, textOf(url));
  };
  const refused = (error: unknown): Promise<WireReply> => {
    if (!(error instanceof ControlRefusal)) throw error;
    const content = html`<p>Go back and look again.</p>`;
    return pageReply(site, error.status, { title: 'Refused', links: [], content }, error.message);
  };
  const done = request.method === 'POST' ? deeds[pathname] : undefined;
  if (done === undefined && request.method !== 'GET') {
    return refused(new ControlRefusal(404, 'no_such_page', 'There is no such form.'));
  }
  const fields = Object.fromEntries(new URLSearchParams(request.body.toString()));
  try {
    if (done === undefined) {
      return files[pathname]?.(world, textOf(request.url)) ?? (await pageReply(site, 200, viewAt(request.url)));
    }
    done.run(world, fields);
    save();
    return { kind: 'answer', status: 303, headers: { location: done.next(fields) }, body: '' };
  } catch (error) {
    if (done === undefined || !(error instanceof ControlRefusal)) return refused(error);
    try {
      return await pageReply(site, error.status, viewAt(new URL(done.back(fields), request.url)), error.message);
    } catch {
      return refused(error);
    }
  }
}

function textOf({ searchParams }: URL): (name: string) => string {
  return (name) => searchParams.get(name)?.trim() ?? '';
}
