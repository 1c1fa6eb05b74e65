import { expect, it } from 'vitest'
import { makeRunCounter } from './count-runs.ts'

it('counts how runs end, and forgets the times of long ago', () => {
  const counter = makeRunCounter()
  expect(counter.figures()).toEqual({ ended: {} })
  for (let n = 0; n < 300; n++) counter.count({ ok: true, logs: [], milliseconds: n })
  counter.count({ ok: false, outcome: 'memory', message: 'm', logs: [], milliseconds: 1000 })
  expect(counter.figures()).toEqual({ ended: { ok: 300, memory: 1 }, milliseconds: { p50: 201, p95: 291 } })
})
