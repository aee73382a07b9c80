import { err, ok } from '../../functions/kernel/result.ts';
import type { ReadFailure } from '../../functions/providers/failure.ts';
import type { ProviderPort } from '../../functions/providers/provider.ts';
import { type Download, DownloadFailed } from '../../functions/rebates/adapters/download.ts';

/** What the provider says when it is asked for a period's file. */
export type Said =
  | 'making'
  | 'push_failed'
  | 'not_available'
  | 'ready'
  | 'expired'
  | 'cut_short'
  | Extract<ReadFailure['kind'], 'provider_down' | 'throttled' | 'credentials'>;

const receipts = [{ action: 'Rebates', requestId: 'theirs-3' }];
const raw = { code: null, message: 'words of theirs' };

/** A provider's files of rebates in memory: what lies there, and what is said of it, question by question. */
export function rebateSource() {
  const files = new Map<string, string>();
  const script = new Map<string, Said[]>();
  const asked: string[] = [];
  /** Holds every question back until it is let go. */
  const gate = { open: Promise.resolve() };

  const readRebateFiles: ProviderPort['readRebateFiles'] = async (_ref, period) => {
    asked.push(period);
    await gate.open;
    const told = script.get(period) ?? [];
    const said = told.length > 1 ? told.shift() : told[0];
    const held = files.has(period) ? 'ready' : 'not_available';
    switch (said ?? held) {
      case 'making':
        return ok({ state: 'making', receipts });
      case 'push_failed':
        return ok({ state: 'push_failed', receipts });
      case 'not_available':
        return ok({ state: 'not_available', receipts });
      case 'ready':
      case 'expired':
      case 'cut_short':
        return ok({ state: 'ready', files: [{ name: period, address: `${said ?? 'ready'} ${period}` }], receipts });
      case 'throttled':
        return err({ kind: 'throttled', retryAfterSeconds: 1, stage: 'verification', raw });
      case 'credentials':
        return err({ kind: 'credentials', stage: 'verification', raw });
      case 'provider_down':
        return err({ kind: 'provider_down', stage: 'verification', raw });
    }
  };
  const download: Download = async (address) => {
    const [said, period = ''] = address.split(' ');
    if (said === 'expired') throw new DownloadFailed('address_expired');
    if (said === 'cut_short') throw new DownloadFailed('cut_short');
    const body = Buffer.from(files.get(period) ?? '');
    return (async function* () {
      yield body;
    })();
  };
  return { files, script, asked, gate, readRebateFiles, download };
}
