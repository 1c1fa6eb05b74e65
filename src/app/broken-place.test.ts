import { expect, it } from 'vitest'
import { brokenPlace } from './broken-place.ts'
import type { FoundConnection } from './catalogue.ts'

const found = {
  connector: { root: '/srv/connectors/depot' },
  artifact: {
    file: '/srv/connectors/depot/auth/connection/basic/v1/connection.json',
    relativeFile: 'depot/auth/connection/basic/v1/connection.json',
  },
} as FoundConnection

it('names the file that broke as the list names files, and where in it', () => {
  const place = { file: 'common/client.js', line: 4, column: 15 }
  expect(brokenPlace(found, { place })).toEqual({ file: 'depot/common/client.js', line: 4, column: 15 })
  expect(brokenPlace(found, { place: { ...place, column: 0 } })).toMatchObject({ line: 4, column: 1 })
})

it('names the beginning of index.js where nobody knows more', () => {
  const file = 'depot/auth/connection/basic/v1/index.js'
  expect(brokenPlace(found, {})).toEqual({ file, line: 1, column: 1 })
})
