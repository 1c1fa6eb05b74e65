/**
 * What a process prints through a pipe is lost when it exits at once, unless its writes block. The parent always reads.
 * The streams are made when they are asked for, as Node does it: most connectors print nothing.
 */
export function blockOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const made = Object.getOwnPropertyDescriptor(process, name)?.get
    if (!made) throw new Error(`process.${name} is not made when it is asked for`)
    let stream: { _handle?: { setBlocking?: (on: boolean) => void } } | undefined
    const get = () => {
      if (stream === undefined) {
        stream = Reflect.apply(made, process, []) as NonNullable<typeof stream>
        stream._handle?.setBlocking?.(true)
      }
      return stream
    }
    Object.defineProperty(process, name, { get, configurable: true, enumerable: true })
  }
}
