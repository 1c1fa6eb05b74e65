import { expect, it } from 'vitest'
import { forbiddenConnections } from '../score/measures/forbidden-connections.ts'

it('no sender reaches a place that nobody allowed, and none is kept from one that somebody did', async () => {
  const found = await forbiddenConnections.run('quick')
  expect(found).toMatchObject({ ok: true, value: expect.stringMatching(/^0 of \d{3,} \/ 0 of \d+$/) })
}, 240_000)
