import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import { effects, type ProviderReads } from '../provider.ts';
import { actions } from './actions.ts';

/** The one file type of the action. */
const FILE_TYPE = 'CommissionDetail';

/**
 * The commission file of a month (`DescribeRebateDownloadUrl`). The first call starts its making; `Ready` 1 comes with
 * an address that is valid for an hour.
 */
export function createRebates(calls: Calls<null>): Pick<ProviderReads, 'readRebateFiles'> {
  return {
    async readRebateFiles(ref, period) {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw new InvariantBroken('a period that is no month');
      const { stage } = effects.readRebateFiles;
      const action = actions.findRebateFile;
      const read = await calls.read({ ref, action, parameters: { Month: period, FileType: FILE_TYPE }, stage });
      if (!read.ok) {
        const { code, requestId = null } = read.error.raw;
        if (code === null || !noSuchMonth.has(code)) return read;
        return ok({ state: 'not_available', receipts: [{ action: action.name, requestId }] });
      }
      const { answer, receipts } = read.value;
      if (answer.Ready === 0) return ok({ state: 'making', receipts });
      const { DownloadUrl: address } = answer;
      if (!address) return err({ kind: 'malformed_answer', stage, raw: withoutAddress });
      return ok({ state: 'ready', files: [{ name: `${FILE_TYPE}-${period}`, address }], receipts });
    },
  };
}

/** Month and file type are the only values that we send, and both are well formed: the month is one it has no file of. */
const noSuchMonth: ReadonlySet<string> = new Set(['InvalidParameterValue', 'InvalidParameterValue.InvalidMonth']);

const withoutAddress = { code: null, message: 'not as documented: Ready without DownloadUrl' };
