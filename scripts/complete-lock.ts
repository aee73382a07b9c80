import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * Completes package-lock.json after a package was added: npm leaves out the optional packages of other platforms when
 * the registry that it asks lacks them, and `npm ci` refuses such a lock everywhere. They are entered by what their names
 * say, so that npm passes them by on platforms that they are not for.
 */
const file = new URL('../package-lock.json', import.meta.url);
const Entry = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const lock = Lock.parse(JSON.parse(readFileSync(file, 'utf8')));
const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev }) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => platformOf(name) !== undefined && !(`node_modules/${name}` in lock.packages))
    .map(([name, version]) => ({ name, version, dev })),
);
for (const { name, version, dev } of missing) {
  if (!/^\d/.test(version)) throw new Error(`${name} is asked for as ${version}, not as one version`);
  lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true };
}
const packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`Entered ${missing.length} packages of other platforms.`);

/** Operating system, processor and C library, by the words in a binary package's name; undefined for any other. */
function platformOf(name: string) {
  const words = name.split(/[/-]/);
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find((one) => words.includes(one));
  const cpu = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'].find((one) => words.includes(one));
  if (!os || !cpu) return undefined;
  const libc =
    words.includes('musl') || words.includes('musleabihf')
      ? 'musl'
      : words.includes('gnu') || words.includes('gnueabihf')
        ? 'glibc'
        : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}
