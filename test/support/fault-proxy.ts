import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { type Call, callOf } from './aws-call.ts';
import { errorResponse, type ServiceError } from './aws-error.ts';

export type { Call } from './aws-call.ts';
export { type ServiceError, transactionConflict } from './aws-error.ts';

/** Which calls a rule is for. */
export interface Match {
  /** As in the credential scope of the signature: `dynamodb`, `states`, `sqs`, `events`, `s3`, `ses`, `lambda`, … */
  service: string;
  /** As the SDK's command is called, without `Command`: `PutItem`, `SendTaskSuccess`, `PutObject`. Any if absent. */
  operation?: string;
  /** Sees the request's body: parsed if it is JSON, text otherwise. */
  body?: (body: unknown) => boolean;
  /** To how many calls the rule applies before it is spent: 1 unless told otherwise. */
  times?: number;
}

export interface Hold {
  /** The first call that is held. */
  readonly arrived: Promise<Call>;
  /** Lets held calls through, and all that match later. */
  release(): void;
  /** Cuts the connections of held calls instead, before the service sees them or after it has done them. */
  cut(): void;
}

/** Stands between SDK clients and the engine and does to single calls what networks and services do. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Keeps the call until it is released. */
  hold(match: Match): Hold;
  /** Lets the service do the call and keeps its answer until it is released. */
  holdAnswer(match: Match): Hold;
  /** Answers in the service's place; the service never sees the call. */
  answer(match: Match, error: ServiceError): void;
  /** Lets the service do the call, then cuts the connection: the caller can't know whether it was done. */
  dropAnswer(match: Match): void;
  /** Cuts the connection before the service sees the call. */
  dropCall(match: Match): void;
  /** Lets the call wait for so many milliseconds. */
  delay(match: Match, milliseconds: number): void;
  /** Every call since the start, or since they were forgotten, in the order of arrival. */
  readonly calls: readonly Call[];
  /** After calls so large that whoever counts later would be slow. */
  forgetCalls(): void;
  /** Forgets all rules and lets go of held calls. */
  reset(): void;
  close(): Promise<void>;
}

/** What is done to a call: nothing (`forward`), or one of the faults. */
type Verdict =
  | { kind: 'forward' | 'dropAnswer' | 'dropCall' }
  | { kind: 'answer'; error: ServiceError }
  | { kind: 'holdAnswer'; passed: (answer: Answer) => Promise<Answer | undefined> };

interface Rule {
  match: Match;
  left: number;
  apply(call: Call): Promise<Verdict>;
}

/**
 * Starts a proxy to the engine on this port of the loopback, a free one unless given. The client's own Host header and bytes go through
 * unchanged, so its signature stays valid and IAM stays enforced.
 */
export async function startFaultProxy(target: string, at = 0): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const calls: Call[] = [];
  let rules: Rule[] = [];
  let held: (() => void)[] = [];

  const server = createServer((incoming, outgoing) => {
    // An engine that is gone breaks the connection, as it would without the proxy.
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const call = callOf(incoming, body);
    calls.push(call);
    const verdict = await verdictOn(call);
    switch (verdict.kind) {
      case 'dropCall':
        incoming.socket.destroy();
        return;
      case 'answer':
        respond(outgoing, errorResponse(call.service, verdict.error));
        return;
      case 'dropAnswer':
        await forward(incoming, body);
        incoming.socket.destroy();
        return;
      case 'holdAnswer': {
        const answer = await verdict.passed(await forward(incoming, body));
        if (answer) respond(outgoing, answer);
        else incoming.socket.destroy();
        return;
      }
      case 'forward':
        respond(outgoing, await forward(incoming, body));
    }
  }

  async function verdictOn(call: Call): Promise<Verdict> {
    const rule = rules.find(({ match, left }) => left > 0 && matches(match, call));
    if (rule === undefined) return { kind: 'forward' };
    rule.left -= 1;
    return rule.apply(call);
  }

  async function forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const { method, url, rawHeaders } = incoming;
    const outgoing = request({ hostname, port, agent, method, path: url, headers: rawHeaders });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, headers: answer.rawHeaders, body: await buffer(answer) };
  }

  const add = (match: Match, apply: Rule['apply']) => {
    rules.push({ match, left: match.times ?? 1, apply });
  };

  const openGate = () => {
    const arrival = Promise.withResolvers<Call>();
    const way = Promise.withResolvers<boolean>();
    const release = () => way.resolve(true);
    held.push(release);
    const pass = (call: Call) => {
      arrival.resolve(call);
      return way.promise;
    };
    return { arrived: arrival.promise, release, cut: () => way.resolve(false), pass };
  };

  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  const reset = () => {
    rules = [];
    for (const release of held) release();
    held = [];
  };

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    forgetCalls: () => void calls.splice(0),
    hold: (match) => {
      const gate = openGate();
      add(match, async (call) => ({ kind: (await gate.pass(call)) ? 'forward' : 'dropCall' }));
      return gate;
    },
    holdAnswer: (match) => {
      const gate = openGate();
      add(match, async (call) => ({
        kind: 'holdAnswer',
        passed: async (answer) => ((await gate.pass(call)) ? answer : undefined),
      }));
      return gate;
    },
    answer: (match, error) => add(match, async () => ({ kind: 'answer', error })),
    dropAnswer: (match) => add(match, async () => ({ kind: 'dropAnswer' })),
    dropCall: (match) => add(match, async () => ({ kind: 'dropCall' })),
    delay: (match, milliseconds) => add(match, () => delay(milliseconds, { kind: 'forward' })),
    reset,
    close: async () => {
      reset();
      server.closeAllConnections();
      agent.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answer {
  status: number;
  headers: string[] | Record<string, string>;
  body: Buffer | string;
}

function respond(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, headers).end(body);
}

function matches({ service, operation, body }: Match, call: Call): boolean {
  const isSame = call.service === service && (operation === undefined || call.operation === operation);
  return isSame && (body === undefined || body(call.body));
}
