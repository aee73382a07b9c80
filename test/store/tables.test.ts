import { sharedDesk } from '../support/desk.ts';
import { describeTables } from '../support/tables-suite.ts';

describeTables('the tables on DynamoDB', async () => (await sharedDesk()).tables);
