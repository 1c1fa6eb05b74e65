/** Ends a process at once; with its number made negative, the group that it leads. Does nothing when it is gone. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It is gone with the one above it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
