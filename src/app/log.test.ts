import { describe, expect, it } from 'vitest'
import { createLog, describeFault, type LogFields } from './log.ts'

function capture(level: 'info' | 'debug' | 'off') {
  const lines: string[] = []
  return { lines, log: createLog(level, { write: line => void lines.push(line) }) }
}

describe('createLog', () => {
  it('writes what is on the list and drops the rest', () => {
    const { lines, log } = capture('info')
    log.info('connection-saved', { id: 'con_1', password: 'canary' } as LogFields)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'connection-saved', id: 'con_1' })
    expect(lines.join()).not.toContain('canary')
  })

  it('keeps silent below its level, and altogether when it is off', () => {
    const info = capture('info')
    info.log.debug('x')
    const off = capture('off')
    off.log.error('x')
    expect([...info.lines, ...off.lines]).toEqual([])
  })
})

describe('describeFault', () => {
  it('says where, and never repeats the message', () => {
    const text = describeFault(new TypeError('canary'))
    expect(text).toMatch(/^TypeError \| at /)
    expect(text).not.toContain('canary')
  })

  it('takes whatever was thrown', () => {
    expect(describeFault('canary')).toBe('string')
  })
})
