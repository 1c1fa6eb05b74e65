import { describe, expect, it } from 'vitest'
import { createRunQueue } from './run-queue.ts'

/** Work that ends when told. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { work: () => promise, release: resolve }
}

/** Starts work of these kinds at once; `started` lists them as their turn comes. */
function begin(queue: ReturnType<typeof createRunQueue>, kinds: string[]) {
  const started: string[] = []
  const jobs = kinds.map((name, n) => ({ name: `${name}${n}`, kind: name, ...held() }))
  const runs = jobs.map(({ name, kind, work }) =>
    queue.run(kind, () => {
      started.push(name)
      return work()
    }),
  )
  const release = async (name: string) => {
    jobs.find(job => job.name === name)?.release()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { started, runs, release, jobs }
}

describe('createRunQueue', () => {
  it('runs half of its places for one kind, the others in order', async () => {
    const { started, runs, release, jobs } = begin(createRunQueue(4, 10), ['a', 'a', 'a', 'a'])
    await Promise.resolve()
    expect(started).toEqual(['a0', 'a1'])
    await release('a1')
    expect(started).toEqual(['a0', 'a1', 'a2'])
    for (const job of jobs) await release(job.name)
    await Promise.all(runs)
    expect(started).toEqual(['a0', 'a1', 'a2', 'a3'])
  })

  it('leaves places free for other kinds, however many of one hang', async () => {
    const { started } = begin(createRunQueue(4, 20), ['hangs', 'hangs', 'hangs', 'hangs', 'hangs', 'other', 'third'])
    await new Promise(resolve => setImmediate(resolve))
    expect(started).toEqual(['hangs0', 'hangs1', 'other5', 'third6'])
  })

  it('lets kinds take turns, whoever has more waiting', async () => {
    const { started, release } = begin(createRunQueue(1, 100), ['a', 'a', 'a', 'a', 'b', 'b', 'c'])
    for (const next of ['a0', 'a1', 'b4', 'c6', 'a2', 'b5']) await release(next)
    expect(started).toEqual(['a0', 'a1', 'b4', 'c6', 'a2', 'b5', 'a3'])
  })

  it('passes a failure on and gives the place free', async () => {
    const queue = createRunQueue(1, 1)
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await queue.run('a', async () => 'next')).toBe('next')
  })

  it('says that it is busy when too many wait, of all or of one kind, and when it is closed', async () => {
    const queue = createRunQueue(1, 3)
    const first = held()
    const running = queue.run('a', first.work)
    const waiting = ['a', 'a', 'b'].map(kind => queue.run(kind, async () => undefined).catch((error: unknown) => error))
    await expect(queue.run('a', async () => undefined)).rejects.toMatchObject({ code: 'busy', retryAfter: 5 })
    await expect(queue.run('c', async () => undefined)).rejects.toMatchObject({ code: 'busy' })
    queue.close()
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'busy' })
    first.release()
    await running
    await expect(queue.run('b', async () => undefined)).rejects.toMatchObject({ code: 'busy' })
  })
})
