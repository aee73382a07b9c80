import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A message that came, with what it was answered. */
export type Taken = { readonly id: string; readonly status: number; readonly message: unknown };

/** A receiver on this machine, written with the standard's own library. What does not verify is answered 401. */
export type WebhookReceiver = {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** The secret that it verifies by. */
  readonly known: { secret: string };
  close(): void;
};

export async function startReceiver(answer: (id: string) => number = () => 204): Promise<WebhookReceiver> {
  const taken: Taken[] = [];
  // a receiver that was told no secret yet takes nothing
  const known = { secret: `whsec_${'A'.repeat(44)}` };
  const server = createServer((request, response) => void serve(request, response));
  const up = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', up.resolve);
  await up.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk`,
    taken,
    known,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const id = String(request.headers['webhook-id']);
    const message = verified(body, request.headers as Record<string, string>);
    const status = message === undefined ? 401 : answer(id);
    taken.push({ id, status, message });
    response.writeHead(status).end();
  }

  function verified(body: string, headers: Record<string, string>): unknown {
    try {
      return new Webhook(known.secret).verify(body, headers);
    } catch {
      return undefined;
    }
  }
}
