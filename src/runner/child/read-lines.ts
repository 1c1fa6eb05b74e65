/** Gives the next line of stdin. The parent keeps stdin open: its end means that the parent is gone, and so this process goes too. */
export function readLines(): () => Promise<string> {
  const exit = process.exit.bind(process)
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  let text = ''
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (chunk: string) => {
    const parts = (text + chunk).split('\n')
    text = parts.pop() ?? ''
    for (const line of parts) {
      const next = waiting.shift()
      if (next) next(line)
      else lines.push(line)
    }
  })
  process.stdin.on('end', () => exit(0))
  return () => {
    const line = lines.shift()
    return line === undefined ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve(line)
  }
}
