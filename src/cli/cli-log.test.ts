import { describe, expect, it } from 'vitest'
import { createCliLog } from './cli-log.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'

describe('log lines', () => {
  it('have the form of the original', () => {
    const terminal = recordingTerminal()
    createCliLog(terminal, 'info').info('Project depot created successfully in .')
    expect(terminal.lines).toEqual([
      'out: [2026-03-02T09:00:00.000] [INFO] default - Project depot created successfully in .',
    ])
  })

  it('go to stderr from the level warn on', () => {
    const terminal = recordingTerminal()
    createCliLog(terminal, 'debug').warn('careful')
    expect(terminal.lines).toEqual(['err: [2026-03-02T09:00:00.000] [WARN] default - careful'])
  })

  it.each([
    ['off', 0],
    ['error', 0],
    ['warn', 1],
    ['info', 2],
    ['debug', 3],
  ] as const)('are left out below the level %s', (level, count) => {
    const terminal = recordingTerminal()
    const log = createCliLog(terminal, level)
    log.debug('a')
    log.info('b')
    log.warn('c')
    expect(terminal.lines).toHaveLength(count)
  })
})
