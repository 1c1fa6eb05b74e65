/** What a process prints through a pipe is lost when it exits at once, unless its writes block. The parent always reads. */
export function blockOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const { _handle: handle } = stream as { _handle?: { setBlocking?: (on: boolean) => void } }
    handle?.setBlocking?.(true)
  }
}
