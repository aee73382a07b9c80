import { writeFileSync } from 'node:fs';
import { breakingChanges, mayBreak } from './api-changes.ts';
import { currentDocument, releasedDocument, releasedFile } from './api-diff.ts';

// `npm run api-release`: the API as it is now becomes what `npm run api-diff` compares with. Refused where it breaks clients
// of the last release without a version that says so.

const [released, current] = [releasedDocument(), currentDocument()];
const broken = breakingChanges(released, current);
if (broken.length > 0 && !mayBreak(released.info.version, current.info.version)) {
  console.error(`${broken.length} changes break clients of ${released.info.version}; npm run api-diff names them.`);
  process.exitCode = 1;
} else {
  writeFileSync(releasedFile, `${JSON.stringify(current)}\n`);
  console.log(`Released: ${current.info.version}`);
}
