import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request, startRunner } from './fixtures/start-runner.ts'
import type { RunFailure, RunResult } from './types.ts'

let runner: Awaited<ReturnType<typeof startRunner>>
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.stop())

const validate = (answer: string) => runner.run(request('verdicts', 'validate', { input: { answer } }))
const handle = (answer: string) => runner.run(request('handles', 'connect', { input: { answer } }))

/** The failure, or a test failure when there is none. */
function failed(result: RunResult): RunFailure {
  if (result.ok) throw new Error('expected a failure')
  return result
}

describe('connect', () => {
  it('gives the unwrapped handle, without properties that are undefined', async () => {
    const result = await runner.run(request('good', 'connect', { input: { url: 'http://x', n: 5, on: false } }))
    expect(result).toMatchObject({ ok: true, handle: { url: 'http://x', n: 5, on: false } })
    expect(result.ok && Object.keys(result.handle as object)).toEqual(['url', 'n', 'on'])
  })

  it('takes any JSON as handle, up to 32 levels and 1 MiB', async () => {
    expect(await handle('text')).toMatchObject({ ok: true, handle: 'just text' })
    expect(await handle('deepEnough')).toMatchObject({ ok: true })
    expect(await handle('large')).toMatchObject({ ok: true })
  })

  it.each([
    ['none', 'The connector gave no handle: connect has to call output(null, { handle: … }).'],
    ['notAnObject', 'The connector gave no handle: connect has to call output(null, { handle: … }).'],
    ['function', 'The handle cannot be kept: /agent is a function. Only plain JSON can be stored.'],
    ['date', 'The handle cannot be kept: /list/1 is an object of class Date. Only plain JSON can be stored.'],
    ['buffer', 'The handle cannot be kept: /key is an object of class Buffer. Only plain JSON can be stored.'],
    ['infinite', 'The handle cannot be kept: /n is a number that JSON cannot hold. Only plain JSON can be stored.'],
    ['circle', 'The handle cannot be kept: it is nested deeper than 32 levels. Only plain JSON can be stored.'],
    ['tooDeep', 'The handle cannot be kept: it is nested deeper than 32 levels. Only plain JSON can be stored.'],
    ['proto', 'The handle cannot be kept: it has a property named __proto__. Only plain JSON can be stored.'],
    ['getter', 'The handle cannot be kept: it cannot be read. Only plain JSON can be stored.'],
    ['huge', 'The handle cannot be kept: it is larger than 1 MiB.'],
  ])('refuses a handle that is no plain JSON: %s', async (answer, message) => {
    expect(await handle(answer)).toMatchObject({ ok: false, outcome: 'bad-answer', message })
  })

  it('fails with the words of the connector', async () => {
    const result = await runner.run(request('verdicts', 'connect', { input: { answer: 'error' } }))
    expect(result).toMatchObject({ ok: false, outcome: 'refused', message: 'Depot answered 401' })
  })
})

describe('validate', () => {
  it.each(['true', 'text', 'nothing', 'falsyError'])(
    'is good when the error is falsy, whatever it gives: %s',
    async answer => {
      const result = await validate(answer)
      expect(Object.keys(result).sort()).toEqual(['logs', 'milliseconds', 'ok'])
      expect(result.ok).toBe(true)
    },
  )

  it('drops what it gives, because connectors put keys into it', async () => {
    const input = { user: 'ann', password: 'canary-9f3b' }
    const result = await runner.run(request('good', 'validate', { input }))
    expect(result.ok).toBe(true)
    expect(JSON.stringify(result)).not.toContain('canary-9f3b')
    expect(result.logs).toEqual([{ level: 'info', logger: 'good', text: 'checking {"user":"ann"}' }])
  })

  it.each([
    ['false', 'The connector says the connection is not valid.'],
    ['error', 'Depot answered 401'],
    ['string', 'Depot is closed'],
    ['inner', 'from inside'],
    ['innerText', 'inner text'],
    ['description', 'described'],
    ['statusText', 'Not Found'],
    ['empty', 'Validation failed.'],
    ['status', 'The server answered 503: it has trouble of its own. Test again later.'],
  ])('finds the text of an error: %s', async (answer, message) => {
    expect(await validate(answer)).toMatchObject({ ok: false, outcome: 'refused', message })
  })

  it('shows at most 500 characters of one plain line', async () => {
    const { message } = failed(await validate('long'))
    expect(message).toMatch(/^<b>bold<\/b> x+…$/)
    expect([...message]).toHaveLength(500)
  })

  it('carries field and hint; a name becomes a pointer', async () => {
    expect(await validate('field')).toMatchObject({ field: '/password', hint: 'It changed in May.' })
    expect(await validate('pointer')).toMatchObject({ field: '/server/a~1b' })
  })

  it('is called as validate(input, output) when it declares two parameters', async () => {
    const run = (url: string) => runner.run(request('two-arguments', 'validate', { input: { url } }))
    expect(await run('right')).toMatchObject({ ok: true })
    expect(await run('left')).toMatchObject({ ok: false, message: 'wrong url' })
  })

  it('gets the options of the contract, with a signal that has not fired', async () => {
    const { message } = failed(await runner.run(request('options', 'validate')))
    expect(JSON.parse(message)).toEqual({
      name: 'hostile-options',
      version: 'v1',
      service: 'hostile',
      reason: 'test',
      locale: 'en',
      timeout: 20_000,
      signal: true,
      meta: {},
    })
    expect(await runner.run(request('options', 'connect'))).toMatchObject({ handle: 1 })
  })
})

describe('the first call of output', () => {
  it('counts, and later ones and later errors are logged', async () => {
    const good = await runner.run(request('twice', 'validate', { input: { first: 'good' } }))
    expect(good).toMatchObject({ ok: true })
    expect(good.logs.map(line => line.text)).toEqual([
      'The connector called back again; its first answer counts.',
      'The connector called back again; its first answer counts.',
      'The connector threw after its answer: after the answer',
    ])
    const bad = await runner.run(request('twice', 'validate', { input: { first: 'bad' } }))
    expect(bad).toMatchObject({ ok: false, message: 'second thoughts' })
    expect(await runner.run(request('twice', 'connect'))).toMatchObject({ ok: true, handle: 1 })
  })
})

describe('the shape of the module', () => {
  it.each([
    ['class', 'made by a class: u', true],
    ['constructor', 'made by a constructor: u', false],
    ['es-default', 'made by an ES module: u', false],
    ['compiled', 'made by compiled code: u', false],
  ])('may be another one: %s', async (name, made, hasValidate) => {
    const artifact = request(name, 'connect', { input: { url: 'u' } })
    expect(await runner.inspect(artifact)).toEqual({ connect: true, validate: hasValidate })
    expect(await runner.run(artifact)).toMatchObject({ ok: true, handle: made })
  })

  it('without the function asked for has a sentence', async () => {
    expect(await runner.inspect(request('nothing', 'connect'))).toEqual({ connect: false, validate: false })
    const connect = await runner.run(request('nothing', 'connect'))
    expect(connect).toMatchObject({ outcome: 'no-connect' })
    const check = await runner.run(request('nothing', 'validate'))
    expect(check).toMatchObject({ outcome: 'no-validate', message: 'This connector has no check.' })
  })
})
