import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { onStopSignals } from './stop-signals.ts'

function listen() {
  const source = new EventEmitter()
  const happened: string[] = []
  let time = 0
  onStopSignals({
    source,
    now: () => time,
    stop: () => happened.push('stop'),
    force: code => happened.push(`force ${code}`),
  })
  return {
    happened,
    send(signal: string, at: number) {
      time = at
      source.emit(signal)
    },
  }
}

describe('stop signals', () => {
  it('stop once, though a terminal sends Ctrl-C twice', () => {
    const { happened, send } = listen()
    send('SIGINT', 0)
    send('SIGINT', 40)
    expect(happened).toEqual(['stop'])
  })

  it('force the end when Ctrl-C comes again after a second', () => {
    const { happened, send } = listen()
    send('SIGINT', 0)
    send('SIGINT', 1_001)
    expect(happened).toEqual(['stop', 'force 130'])
  })

  it('never force the end by SIGTERM', () => {
    const { happened, send } = listen()
    send('SIGTERM', 0)
    send('SIGTERM', 5_000)
    expect(happened).toEqual(['stop'])
  })
})
