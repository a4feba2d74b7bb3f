/** Whether a message says no more than the exit code, which is shown beside it. */
export function repeatsExitCode(message: string, exitCode: number | null | undefined): boolean {
  return exitCode !== null && exitCode !== undefined && message.length < 24 && message.endsWith(` ${exitCode}`);
}
