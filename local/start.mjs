import { join } from 'node:path';
import { pinnedNode, prepare, root, run } from './prepare.mjs';

// `npm start`: on whatever Node there is, as far as our own; the rest is start.ts.
await prepare();
process.exitCode = await run(pinnedNode, [join(root, 'local/start.ts'), ...process.argv.slice(2)]);
