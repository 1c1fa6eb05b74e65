import { describe, expect, it } from 'vitest'
import { createRunQueue } from './run-queue.ts'

/** Work that ends when told. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { work: () => promise, release: resolve }
}

describe('createRunQueue', () => {
  it('runs as many at once as it may, the others in order', async () => {
    const queue = createRunQueue(2, 10)
    const started: number[] = []
    const jobs = [0, 1, 2, 3].map(() => held())
    const runs = jobs.map(({ work }, n) =>
      queue.run(() => {
        started.push(n)
        return work()
      }),
    )
    await Promise.resolve()
    expect(started).toEqual([0, 1])
    jobs[1]?.release()
    await runs[1]
    await Promise.resolve()
    expect(started).toEqual([0, 1, 2])
    for (const job of jobs) job.release()
    await Promise.all(runs)
    expect(started).toEqual([0, 1, 2, 3])
  })

  it('passes a failure on and gives the place free', async () => {
    const queue = createRunQueue(1, 1)
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await queue.run(async () => 'next')).toBe('next')
  })

  it('says that it is busy when too many wait, and when it is closed', async () => {
    const queue = createRunQueue(1, 1)
    const first = held()
    const running = queue.run(first.work)
    const waiting = queue.run(async () => undefined).catch((error: unknown) => error)
    await expect(queue.run(async () => undefined)).rejects.toMatchObject({ code: 'busy', retryAfter: 5 })
    queue.close()
    expect(await waiting).toMatchObject({ code: 'busy' })
    first.release()
    await running
    await expect(queue.run(async () => undefined)).rejects.toMatchObject({ code: 'busy' })
  })
})
