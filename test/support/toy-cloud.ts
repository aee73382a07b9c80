import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type ToyCustomer = { readonly account: string; readonly name: string; readonly status: string; readonly since: string };

/** The toy's partner API and its console, as one partner with one key has them. */
export type ToyCloud = {
  readonly url: string;
  /** What the partner does in the console. */
  invite(email: string, name: string): void;
  /** The customer follows its invitation, which links it at once. @throws for an address that nobody invited */
  accept(email: string, account: string): void;
  close(): Promise<void>;
};

const refusal = (status: number, code: string, message: string) => ({ status, body: { code, message } });

/** Pretends the toy on a port of its own, at 127.0.0.1. */
export async function startToyCloud(key: { readonly keyId: string; readonly keySecret: string }): Promise<ToyCloud> {
  const invited = new Map<string, string>();
  const customers = new Map<string, ToyCustomer>();

  function answer(request: IncomingMessage) {
    if (request.headers.authorization !== `Bearer ${key.keyId}:${key.keySecret}`)
      return refusal(401, 'WrongKey', 'this key is not known');
    const { url = '' } = request;
    if (url === '/partner') return { status: 200, body: { countries: ['SG'] } };
    if (url === '/customers') return { status: 200, body: { customers: [...customers.values()] } };
    const account = decodeURIComponent(url.replace('/customers/', ''));
    const customer = customers.get(account);
    return customer ? { status: 200, body: customer } : refusal(404, 'NoSuchCustomer', `no ${account} of yours`);
  }

  const server = createServer((request, response) => {
    const { status, body } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    invite: (email, name) => void invited.set(email, name),
    accept: (email, account) => {
      const name = invited.get(email);
      if (name === undefined) throw new Error(`nobody invited ${email}`);
      customers.set(account, { account, name, status: 'active', since: new Date().toISOString() });
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
