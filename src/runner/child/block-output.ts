interface Printing {
  _handle?: { setBlocking?: (on: boolean) => void }
}

/**
 * What a process prints through a pipe is lost when it exits at once, unless its writes block. The parent always reads.
 * The streams are made when they are asked for, as Node does it: most connectors print nothing.
 */
export function blockOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const make = Object.getOwnPropertyDescriptor(process, name)?.get
    if (!make) throw new Error(`process.${name} is not made when it is asked for`)
    let stream: Printing | undefined
    const get = (): Printing => {
      if (stream) return stream
      const fresh: Printing = Reflect.apply(make, process, [])
      fresh._handle?.setBlocking?.(true)
      stream = fresh
      return fresh
    }
    Object.defineProperty(process, name, { get, configurable: true, enumerable: true })
  }
}
