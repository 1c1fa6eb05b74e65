import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { ROOT, request, startRunner } from './fixtures/start-runner.ts'

let runner: Awaited<ReturnType<typeof startRunner>>
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.stop())

const end = (answer: string, more: { timeoutMs?: number; operation?: 'connect' } = {}) => {
  const { operation = 'validate', ...rest } = more
  return runner.run(request('endings', operation, { input: { answer }, ...rest }))
}

const EXITED = 'The connector ended its own process before it gave an answer.'

describe('code that ends badly', () => {
  it.each([
    ['throws', 'threw', 'cannot read url of undefined'],
    ['rejects', 'threw', 'rejected for a reason'],
    ['rejectsWithNothing', 'threw', 'Validation failed.'],
    ['throwsLater', 'threw', 'thrown in a timer'],
    ['unhandled', 'threw', 'rejected in a timer'],
    ['exits', 'exited', EXITED],
    ['exitsWithCode', 'exited', EXITED],
    ['exitsUnseen', 'exited', EXITED],
    ['aborts', 'crashed', 'The connector crashed before it gave an answer.'],
    ['heap', 'memory', 'The connector was ended because it used too much memory.'],
    ['floods', 'flooded', 'The connector was ended because it sent too much.'],
  ])('has an outcome and a sentence: %s', async (answer, outcome, message) => {
    expect(await end(answer)).toMatchObject({ ok: false, outcome, message })
  })

  it.each(['hangs', 'forgets', 'spins', 'waitsForSignal'])('is ended at the limit: %s', async answer => {
    const result = await end(answer, { timeoutMs: 500 })
    expect(result).toMatchObject({
      ok: false,
      outcome: 'timeout',
      message: 'The connector gave no answer within 0.5 seconds.',
    })
  })

  it.skipIf(!existsSync('/usr/bin/prlimit'))(
    'is held to its memory, Buffers too, and to its processor time',
    async () => {
      expect(await end('buffers')).toMatchObject({
        ok: false,
        // The kernel refuses the next allocation, or the watch sees it first.
        outcome: 'memory',
        message: 'The connector was ended because it used too much memory.',
      })
      expect(await end('spins', { timeoutMs: 50_000 })).toMatchObject({
        outcome: 'cpu',
        message: 'The connector was ended because it used more than 5 seconds of processor time.',
      })
    },
  )

  it('can still answer when the signal fires', async () => {
    const result = await end('answersAtSignal', { timeoutMs: 1000 })
    expect(result).toMatchObject({ ok: false, outcome: 'refused', message: 'Depot was too slow' })
  })

  it('cannot pass off as handle what the child would refuse', async () => {
    for (const answer of ['forges', 'forgesDeep']) {
      const result = await end(answer, { operation: 'connect' })
      expect(result).toMatchObject({ ok: false, outcome: 'bad-answer' })
    }
  })
})

describe('code that looks around', () => {
  it('finds no environment, no file outside its folder, no process and no debugger', async () => {
    const result = await runner.run(request('prober', 'connect'))
    const { ownFolder, environment, esm, ...rest } = (result.ok ? result.handle : {}) as Record<string, string>
    expect({ ownFolder, environment, esm }).toEqual({ ownFolder: 'true', environment: '{}', esm: '' })
    expect(Object.keys(rest).length).toBeGreaterThan(10)
    expect(Object.entries(rest).filter(([, found]) => !found.startsWith('refused: '))).toEqual([])
    expect(existsSync(join(ROOT, 'prober/written'))).toBe(false)
  })
})

describe('code that prints secrets', () => {
  const password = 'pass word+€/9f3b'
  const pem = '-----BEGIN KEY-----\nMIIcanary\nlines\n-----END KEY-----'
  const input = { password, pem }

  it('has them replaced in messages, hints, fields, logs and everything printed', async () => {
    const result = await runner.run(request('printer', 'validate', { input, secrets: [password, pem] }))
    expect(result).toMatchObject({ ok: false, message: 'login as ••• (•••) failed', hint: 'not •••' })
    expect(result.logs).toContainEqual({ level: 'info', logger: 'stdout', text: 'password •••' })
    expect(result.logs).toContainEqual({ level: 'warn', logger: 'stderr', text: 'encoded ••• •••' })
    expect(result.logs).toContainEqual({ level: 'warn', logger: 'depot', text: 'sent {"password":"•••"}' })
    expect(result.logs).toContainEqual({
      level: 'debug',
      logger: 'depot',
      text: '(a line of 5000 characters is left out)',
    })
    const all = JSON.stringify(result)
    for (const part of ['pass word', 'pass%20', 'pass+', 'canary', Buffer.from(password).toString('base64')]) {
      expect(all).not.toContain(part)
    }
  })

  it('is held to 64 KiB and 1000 lines, and no part of a secret stands where it was cut', async () => {
    const secret = 'q1w2e3r4t5z6u7i8o9p0'.repeat(10)
    const flood = { password: secret, pem: 'none', flood: true }
    const result = await runner.run(request('printer', 'validate', { input: flood, secrets: [secret] }))
    const printed = result.logs.filter(line => line.logger === 'stdout')
    expect(printed.at(-1)?.text).toBe('(further output is left out)')
    expect(printed.length).toBeLessThan(1000)
    expect(result.logs.filter(line => line.logger === 'flood').at(-1)?.text).toBe('(further lines are left out)')
    expect(result.logs.length - printed.length).toBeLessThanOrEqual(1010)
    expect(JSON.stringify(result)).not.toContain('q1w2')
  })
})

describe('the runner', () => {
  it('refuses code outside the folder it may read', async () => {
    const outside = { root: join(ROOT, 'good'), folder: join(ROOT, 'class') }
    const refused = await runner.run(request('good', 'connect', outside)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(AppError)
    expect(refused).toMatchObject({ code: 'connector_unavailable' })
    await expect(runner.inspect({ root: ROOT, folder: join(ROOT, 'gone') })).rejects.toMatchObject({
      code: 'connector_unavailable',
    })
  })

  it('refuses a folder whose name would widen what its code may read', async () => {
    const root = join(runner.cacheDir, 'go*')
    cpSync(join(ROOT, 'good'), root, { recursive: true })
    await expect(runner.inspect({ root, folder: root })).rejects.toMatchObject({ code: 'connector_unavailable' })
  })

  it('lets as many wait as its queue holds, answers them in order and tells the others that it is busy', async () => {
    const narrow = await startRunner({ concurrency: 1, queue: 4 })
    const settled: number[] = []
    const runs = [0, 1, 2, 3].map(n =>
      narrow.run(request('good', 'connect', { input: { n } })).finally(() => settled.push(n)),
    )
    const results = await Promise.allSettled(runs)
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
    expect(results[3]).toMatchObject({ reason: { code: 'busy', retryAfter: 5 } })
    expect(settled).toEqual([3, 0, 1, 2])
    await narrow.stop()
  })

  it('ends what runs when it is closed, and takes nothing more', async () => {
    const closing = await startRunner({ concurrency: 1 })
    const running = closing.run(request('endings', 'validate', { input: { answer: 'hangs' } }))
    const waiting = closing.run(request('good', 'connect')).catch((error: unknown) => error)
    await closing.stop()
    expect(await running.catch((error: unknown) => error)).not.toMatchObject({ ok: true })
    expect(await waiting).toMatchObject({ code: 'busy' })
    await expect(closing.run(request('good', 'connect'))).rejects.toMatchObject({ code: 'busy' })
  })

  it('does not start where connector code could open the inspector of the server', async () => {
    await expect(startRunner({ requireSigusr1Disabled: true })).rejects.toMatchObject({ code: 'config_invalid' })
  })

  it('does not start where no child comes up', async () => {
    await expect(startRunner({ nodePath: '/bin/false' })).rejects.toMatchObject({ code: 'config_invalid' })
  })
})
