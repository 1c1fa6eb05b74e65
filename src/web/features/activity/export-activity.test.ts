import { describe, expect, it } from 'vitest'
import { activityTable } from './export-activity.ts'

const line = {
  at: '2026-11-01T09:00:00.000Z',
  action: 'key-made',
  actor: 'you',
  object: 'key_a',
  outcome: 'ok',
  reason: '',
  count: 1,
  address: '192.0.2.7',
}

describe('the exported record', () => {
  it('has one line for each entry below the names of its columns', () => {
    expect(activityTable([{ ...line, label: 'engine' }])).toBe(
      'at,action,actor,object,label,outcome,reason,count,address\r\n2026-11-01T09:00:00.000Z,key-made,you,key_a,engine,ok,,1,192.0.2.7\r\n',
    )
  })

  it.each([
    ['=cmd()', "'=cmd()"],
    ['@sum', "'@sum"],
    ['a,b', '"a,b"'],
    ['"x"', '"""x"""'],
    ['-1\n2', `"'-1\n2"`],
  ])('writes %j so that a spreadsheet neither runs nor splits it', (label, written) => {
    expect(activityTable([{ ...line, label }])).toContain(`key_a,${written},ok`)
  })
})
