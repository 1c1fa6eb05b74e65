import { setTimeout as sleep } from 'node:timers/promises'
import type { Started } from '../start-server.ts'

/** One line of the log: what the app was asked and what it answered, whatever the browser showed of it. */
export interface AnsweredRequest {
  method: string
  path: string
  status: number
}

/** Reads what was answered since the last look, up to a request of its own. The app has to log at `debug`. */
export function makeRequestReader(app: Started): () => Promise<AnsweredRequest[]> {
  let looks = 0
  let read = 0
  return async () => {
    const mark = `/readyz/${++looks}"`
    await fetch(`${app.url}/readyz/${looks}`)
    // What it printed comes by a pipe, a moment after its answer.
    while (!app.output().includes(mark, read)) await sleep(5)
    const end = app.output().indexOf(mark, read)
    const lines = app.output().slice(read, end).split('\n').slice(0, -1)
    read = end + mark.length
    return lines.filter(line => line.startsWith('{') && line.includes('"msg":"request"')).map(readLine)
  }
}

function readLine(line: string): AnsweredRequest {
  const { method, path, status } = JSON.parse(line) as AnsweredRequest
  return { method, path, status }
}
