import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Bytes } from '../objects.ts';

/** No statement of a month is larger; what is, is not one. */
export const MAX_FILE_BYTES = 500 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Why a file could not be fetched. Its message never names the address, which is a secret. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
  readonly because: 'address_expired' | 'unreachable' | 'status' | 'too_large' | 'cut_short' | 'not_secure';

  constructor(because: DownloadFailed['because']) {
    super(`the file could not be fetched: ${because}`);
    this.because = because;
  }
}

export type DownloadConfig = {
  /** The origins that may be without TLS: simulators on this machine. */
  readonly loopback?: readonly string[];
  readonly maxBytes?: number;
};

/** Fetches what lies at a signed address, in pieces. @throws DownloadFailed, while it is read, too */
export type Download = (address: string) => Promise<Bytes>;

/**
 * Fetches by https alone, follows no redirect, and takes no more and no less than was announced. Compression is not
 * asked for: the bytes are evidence as they come.
 */
export function createDownload({ loopback = [], maxBytes = MAX_FILE_BYTES }: DownloadConfig = {}): Download {
  return async (address) => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !loopback.includes(url.origin)) throw new DownloadFailed('not_secure');
    const { response, announced } = await open(url);
    if (announced !== undefined && announced > maxBytes) {
      response.destroy();
      throw new DownloadFailed('too_large');
    }
    return whole(response, announced, maxBytes);
  };
}

function open(url: URL) {
  const request = url.protocol === 'https:' ? secure : plain;
  return new Promise<{ response: NodeJS.ReadableStream & { destroy(): void }; announced: number | undefined }>(
    (resolve, reject) => {
      const asked = request(url, { headers: { 'accept-encoding': 'identity' }, timeout: TIMEOUT_MS }, (response) => {
        const { statusCode = 0, headers } = response;
        if (statusCode === 200) {
          const length = headers['content-length'];
          resolve({ response, announced: length === undefined ? undefined : Number(length) });
          return;
        }
        response.destroy();
        reject(new DownloadFailed(statusCode === 403 || statusCode === 410 ? 'address_expired' : 'status'));
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => reject(new DownloadFailed('unreachable')));
      asked.end();
    },
  );
}

async function* whole(response: NodeJS.ReadableStream, announced: number | undefined, maxBytes: number): Bytes {
  let seen = 0;
  try {
    for await (const piece of response) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      seen += bytes.length;
      if (seen > maxBytes) throw new DownloadFailed('too_large');
      yield bytes;
    }
  } catch (error) {
    throw error instanceof DownloadFailed ? error : new DownloadFailed('cut_short');
  }
  if (announced !== undefined && seen !== announced) throw new DownloadFailed('cut_short');
}
