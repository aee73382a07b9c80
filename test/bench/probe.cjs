// One cold start: loads a bundle as Lambda does (CommonJS by require, ESM by import) and answers one request. Itself
// CommonJS, because a process whose main module is ESM gives every built-in module a facade, which costs CommonJS dear.
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');

const [file, eventFile] = process.argv.slice(2);
const { event, context } = JSON.parse(readFileSync(eventFile, 'utf8'));
// What a function logs goes nowhere: writing it costs everybody the same.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

async function start() {
  const began = process.hrtime.bigint();
  const { handler } = file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : require(file);
  const loaded = process.hrtime.bigint();
  const { statusCode, body } = await handler(event, { ...context, getRemainingTimeInMillis: () => 30_000 });
  const answered = process.hrtime.bigint();
  if (statusCode >= 400) throw new Error(`${file} answered ${statusCode}: ${body}`);
  write(JSON.stringify({ load: Number(loaded - began) / 1e6, all: Number(answered - began) / 1e6 }));
  process.exit(0);
}
void start();
