import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { makeFileDigests } from './file-digests.ts'
import { temporaryFolder } from './fixtures/write-tree.ts'

it('reads a file again only when it was written or replaced', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'a.js')
  writeFileSync(file, 'one')
  const reads: string[] = []
  const digests = makeFileDigests(async path => {
    reads.push(readFileSync(path, 'utf8'))
    return readFileSync(path)
  })
  const first = await digests.of(file)
  expect(await digests.of(file)).toBe(first)
  expect(reads, 'a file that was written just now is not trusted').toEqual(['one', 'one'])
  await sleep(2100)
  await digests.of(file)
  digests.sweep()
  expect(await digests.of(file)).toBe(first)
  expect(reads).toEqual(['one', 'one', 'one'])
  writeFileSync(`${file}.new`, 'two')
  renameSync(`${file}.new`, file)
  expect(await digests.of(file)).not.toBe(first)
  expect(reads.at(-1)).toBe('two')
})
