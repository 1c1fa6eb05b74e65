import { expect, it } from 'vitest'
import { makeCleaner } from './clean-texts.ts'
import { readPlace } from './read-place.ts'

const { clean } = makeCleaner({ root: '/srv/depot', secrets: ['s3cret'] })
const at = (file: unknown, line: unknown = 3, column: unknown = 7) => ({ file, line, column }) as never

it('takes over a place inside of the folder, without paths of this machine', () => {
  expect(readPlace(at('/srv/depot/lib/client.js'), clean)).toEqual({ file: 'lib/client.js', line: 3, column: 7 })
  expect(readPlace(at('file:///srv/depot/index.js', 1, 0), clean)).toEqual({ file: 'index.js', line: 1, column: 0 })
})

it.each([
  ['outside of it', at('/etc/passwd')],
  ['above it', at('/srv/depot/../other/index.js')],
  ['of another kind', at(7)],
  ['without a line', at('/srv/depot/index.js', 0)],
  ['with half a line', at('/srv/depot/index.js', 1.5)],
  ['with a text for a column', at('/srv/depot/index.js', 1, '2')],
  ['that is none', 'index.js:3' as never],
])('takes over none %s: connector code may have written it', (_, said) => {
  expect(readPlace(said, clean)).toBeUndefined()
})
