import { relative } from 'node:path';
import { defaultStateDir, stopCloud } from './cloud.ts';
import { runCommand } from './command.ts';

/** `npm run stop` */
await runCommand(async () => {
  const ended = await stopCloud();
  const where = relative(process.cwd(), defaultStateDir);
  console.log(
    ended === 0
      ? 'No local desk is running.'
      : `Stopped. What it knows stays in ${where}: \`npm start\` goes on with it, \`npm start -- --fresh\` forgets it.`,
  );
});
