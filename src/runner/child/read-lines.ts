import { readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

const STDIN = 0
const FIRST_BYTES = 65_536
/** Most runs are over by then. */
const WATCH_AFTER_MS = 50

/**
 * Gives the next line of stdin. What the parent wrote lies there when this process is up, so it is read at once; the
 * stream costs 3 ms, and is made when more is needed. The parent keeps stdin open: its end means that the parent is
 * gone, and so this process goes too.
 */
export function readLines(): () => Promise<string> {
  const exit = process.exit.bind(process)
  const decoder = new StringDecoder('utf8')
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  let text = ''
  let listening = false
  const take = (chunk: Buffer) => {
    const parts = (text + decoder.write(chunk)).split('\n')
    text = parts.pop() ?? ''
    for (const line of parts) {
      const next = waiting.shift()
      if (next) next(line)
      else lines.push(line)
    }
  }
  const listen = () => {
    if (listening) return
    listening = true
    process.stdin.on('data', take)
    process.stdin.on('end', () => exit(0))
    // What a connector waits for is counted: this is nothing of its own.
    process.stdin.unref()
  }
  const first = Buffer.alloc(FIRST_BYTES)
  const bytes = readSync(STDIN, first)
  if (bytes === 0) exit(0)
  take(first.subarray(0, bytes))
  setTimeout(listen, WATCH_AFTER_MS).unref()
  return async () => {
    const line = lines.shift()
    if (line !== undefined) return line
    listen()
    process.stdin.ref()
    const { promise, resolve } = Promise.withResolvers<string>()
    waiting.push(resolve)
    return promise.finally(() => process.stdin.unref())
  }
}
