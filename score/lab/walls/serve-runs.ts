import { url } from 'node:inspector'
import { getPriority } from 'node:os'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Answer, HostOptions, Pulse, Question } from './host-messages.ts'

/** A server that runs connectors and nothing else, in a process of its own: the one that hostile code may not reach. */
const options = JSON.parse(process.argv[2] ?? '') as HostOptions
let signals = 0
for (const name of ['SIGUSR2', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  process.on(name, () => {
    signals++
  })
}
const runner = await createRunner({
  cacheDir: options.cacheDir,
  gate: openGate(options.allowed),
  mostLevel: options.level,
})
if (runner.level !== options.level) throw new Error(`the runner has the level ${runner.level}`)

const pulse = (): Pulse => ({
  signals,
  inspected: url() !== undefined,
  polluted: [Object.prototype, Array.prototype].flatMap(prototype => Object.keys(prototype)),
  priority: getPriority(),
})
const tell = (answer: Answer) => process.send?.(answer)

process.on('message', (question: Question) => {
  const { id } = question
  if ('pulse' in question) {
    tell({ id, pulse: pulse() })
    return
  }
  runner.run(question.run).then(
    result => tell({ id, result }),
    (error: unknown) => tell({ id, failed: String(error) }),
  )
})
process.on('disconnect', () => runner.close().then(() => process.exit(0)))
tell({ id: 0 })
