import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchForeignChanges } from './watch-foreign-changes.ts'

let folder: string
let mine: DatabaseSync
let other: DatabaseSync
beforeEach(async () => {
  vi.useFakeTimers()
  folder = await mkdtemp(join(tmpdir(), 'flow-store-'))
  mine = new DatabaseSync(join(folder, 'some.db'))
  mine.exec('pragma journal_mode = wal; create table t (n integer)')
  other = new DatabaseSync(join(folder, 'some.db'))
})
afterEach(async () => {
  vi.useRealTimers()
  mine.close()
  other.close()
  await rm(folder, { recursive: true })
})

it('tells of writes of others within a second, not of its own', () => {
  const told = vi.fn()
  watchForeignChanges(mine).add(told)
  mine.exec('insert into t values (1)')
  vi.advanceTimersByTime(1000)
  expect(told).toHaveBeenCalledTimes(0)
  other.exec('insert into t values (2)')
  vi.advanceTimersByTime(1000)
  expect(told).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(5000)
  expect(told).toHaveBeenCalledTimes(1)
})

it('tells nobody who has closed, and leaves no timer behind', () => {
  const told = vi.fn()
  const changes = watchForeignChanges(mine)
  changes.add(told).close()
  expect(vi.getTimerCount()).toBe(0)
  changes.add(told)
  changes.close()
  expect(vi.getTimerCount()).toBe(0)
  other.exec('insert into t values (2)')
  vi.advanceTimersByTime(1000)
  expect(told).not.toHaveBeenCalled()
})
