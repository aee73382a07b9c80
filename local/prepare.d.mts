/** What npm notes of a lock file's packages, as far as it is compared. */
interface Lock {
  packages: Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>;
}
export function nodeComplaint(version: string): string | undefined;
export function pythonComplaint(versions: readonly string[]): string | undefined;
export function isInstalled(wanted: Lock, installed: Lock): boolean;
