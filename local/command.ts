import { Listr } from 'listr2';

/** Tells of something in a line. */
export type Say = (line: string) => void;

/** Does one thing with a title, and answers what it answers. */
export type DoStep = <T>(title: string, run: (say: Say) => Promise<T>) => Promise<T>;

/** A step with a spinner in a terminal, and as plain lines elsewhere. */
export const doStep: DoStep = async (title, run) => {
  // Some terminals do not know their width; a spinner would break there.
  if (!process.stdout.isTTY || process.stdout.columns === 0) {
    console.log(title);
    return run((line) => console.log(`  ${line}`));
  }
  let answer: { readonly value: Awaited<ReturnType<typeof run>> } | undefined;
  const step = {
    title,
    task: async (_: unknown, task: { output: string }) => {
      const say: Say = (line) => {
        task.output = line;
      };
      answer = { value: await run(say) };
    },
    rendererOptions: { outputBar: Number.POSITIVE_INFINITY, persistentOutput: true },
  };
  await new Listr([step], { rendererOptions: { showErrorMessage: false } }).run();
  if (answer === undefined) throw new Error(`"${title}" ended without an answer.`);
  return answer.value;
};

/** Runs a command: what goes wrong is said in one message, without a stack, and the exit code is 1. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
