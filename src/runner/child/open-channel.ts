import { writeSync } from 'node:fs'
import { type ChildMessage, type ChildResult, LIMITS, type NetworkQuestion, RESULT_FD } from '../protocol.ts'
import type { RunLog } from '../types.ts'

export interface Channel {
  started(): void
  log(line: RunLog): void
  ask(question: NetworkQuestion): void
  result(result: ChildResult): void
}

/** Writes messages to the parent, each at once and whole. Made before connector code can change what it uses. */
export function openChannel(): Channel {
  const { stringify } = JSON
  const { byteLength } = Buffer
  let lines = 0
  const send = (message: ChildMessage) => writeAll(Buffer.from(`${stringify(message)}\n`, 'utf8'))
  const tooLarge: ChildResult = {
    ok: false,
    outcome: 'bad-answer',
    message: 'The handle cannot be kept: it is larger than 1 MiB.',
  }
  return {
    started: () => send({ started: true }),
    log: line => {
      if (++lines > LIMITS.logLines) return
      if (lines === LIMITS.logLines) return send({ log: { ...line, text: '(further lines are left out)' } })
      const long = line.text.length > LIMITS.logCharacters
      send({ log: long ? { ...line, text: `(a line of ${line.text.length} characters is left out)` } : line })
    },
    ask: network => send({ network }),
    result: result => {
      const large = result.ok && byteLength(stringify(result.handle ?? null)) > LIMITS.resultBytes
      send({ result: large ? tooLarge : result })
    },
  }
}

function writeAll(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(RESULT_FD, bytes, from)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}
