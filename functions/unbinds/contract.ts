import { certificatesRead } from '../receipts/contract.ts';
import { actionsRead, actionsWrite } from './actions/contract.ts';
import { coreRead } from './contract-read.ts';
import { coreWrite } from './contract-write.ts';
import { customerStartedRead, customerStartedWrite } from './customer-started/contract.ts';
import { distributorRead, distributorWrite } from './distributor/contract.ts';
import { evidenceRead, evidenceWrite } from './evidence/contract.ts';
import { moneyRead, moneyWrite } from './money/contract.ts';
import { noticeRead } from './notice/contract.ts';
import { readinessRead, readinessWrite } from './readiness/contract.ts';
import { recheckWrite } from './recheck/contract.ts';
import { sheetsRead, sheetsWrite } from './sheets/contract.ts';
import { submitWrite } from './submit/contract.ts';

/** What can be read of unbinds: the group `unbinds-read`. */
export const unbindsRead = {
  ...coreRead,
  ...noticeRead,
  ...readinessRead,
  ...actionsRead,
  ...sheetsRead,
  ...evidenceRead,
  ...distributorRead,
  ...customerStartedRead,
  ...moneyRead,
  ...certificatesRead,
};

/** Parting with a customer, step by step: the group `unbinds-write`. */
export const unbindsWrite = {
  ...coreWrite,
  ...submitWrite,
  ...readinessWrite,
  ...recheckWrite,
  ...actionsWrite,
  ...sheetsWrite,
  ...evidenceWrite,
  ...distributorWrite,
  ...customerStartedWrite,
  ...moneyWrite,
};

/** Operations on unbinds. */
export const unbindOperations = { ...unbindsRead, ...unbindsWrite };
