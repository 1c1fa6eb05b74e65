import type { ChildRequest } from '../protocol.ts'

/** The one line on stdin. The parent keeps stdin open: its end means that the parent is gone, and so this process goes too. */
export function readRequest(): Promise<ChildRequest> {
  const exit = process.exit.bind(process)
  return new Promise(resolve => {
    let text = ''
    process.stdin.setEncoding('utf8')
    process.stdin.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end !== -1) resolve(JSON.parse(text.slice(0, end)))
    })
    process.stdin.on('end', () => exit(0))
  })
}
