import type { Desk } from './desk.ts';

type Groups = { logGroups: { logGroupName: string }[] };
type Streams = { logStreams: { logStreamName: string }[] };
type Events = { events: { message: string }[]; nextForwardToken?: string };

/** Every line of every log group. The engine writes those of functions only. */
export async function logLines({ cloud }: Desk): Promise<string[]> {
  const { logGroups } = await call<Groups>('DescribeLogGroups', {});
  const lines = await Promise.all(logGroups.map(({ logGroupName }) => linesOf(logGroupName)));
  return lines.flat();

  async function linesOf(logGroupName: string): Promise<string[]> {
    const { logStreams } = await call<Streams>('DescribeLogStreams', { logGroupName });
    const events = await Promise.all(
      logStreams.map(({ logStreamName }) => eventsOf({ logGroupName, logStreamName, startFromHead: true })),
    );
    return events.flat().map(({ message }) => message);
  }

  async function eventsOf(stream: object): Promise<Events['events']> {
    const found: Events['events'] = [];
    let nextToken: string | undefined;
    for (;;) {
      const page = await call<Events>('GetLogEvents', { ...stream, ...(nextToken && { nextToken }) });
      found.push(...page.events);
      if (page.events.length === 0 || page.nextForwardToken === nextToken) return found;
      nextToken = page.nextForwardToken;
    }
  }

  /** CloudWatch Logs' own protocol; the engine asks who calls, and not for a valid signature. */
  async function call<T>(operation: string, body: object): Promise<T> {
    const answer = await fetch(cloud.engineUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/logs/aws4_request',
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${operation} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
