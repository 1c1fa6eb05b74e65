import { cpSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, request, startRunner } from './fixtures/start-runner.ts'

let runner: Awaited<ReturnType<typeof startRunner>>
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.stop())

/** A connector of its own whose code can be changed; it tells when it was loaded. */
function write(name: string, code: string) {
  const root = join(runner.cacheDir, name)
  cpSync(join(ROOT, 'good'), root, { recursive: true })
  writeFileSync(join(root, 'index.js'), code)
  const call = (input = {}, timeoutMs = 20_000) =>
    runner.run(request(name, 'connect', { root, folder: root, input, timeoutMs }))
  return { root, call, prepare: () => runner.prepare({ root, folder: root }) }
}

const BEGAN = `const began = Date.now()
module.exports = { connect: (input, output) => output(null, { handle: { began, ...input } }) }`

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

describe('a process started ahead', () => {
  it('serves one run, with the values of that run, and then another one is started', async () => {
    const loaded = Promise.withResolvers<void>()
    const server = createServer((_request, response) => {
      response.end()
      loaded.resolve()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { call, prepare } = write('ahead', `fetch('http://127.0.0.1:${port}').catch(() => {})\n${BEGAN}`)
    prepare()
    await loaded.promise
    const before = Date.now()
    const first = await call({ url: 'one' })
    expect(first).toMatchObject({ ok: true, handle: { url: 'one' } })
    const second = await call({ user: 'two' })
    expect(second).toMatchObject({ ok: true, handle: { user: 'two' } })
    const [one, two] = [first, second].map(result => (result.ok ? result.handle : {}) as Record<string, unknown>)
    expect(one?.['began']).toBeLessThanOrEqual(before)
    expect(two).not.toHaveProperty('url')
    expect(two?.['began']).not.toBe(one?.['began'])
    server.close()
  })

  it('is not used when the code has changed since', async () => {
    const { root, call, prepare } = write('changed', BEGAN)
    prepare()
    await sleep(300)
    writeFileSync(
      join(root, 'index.js'),
      "module.exports = { connect: (input, output) => output(null, { handle: 'new' }) }",
    )
    expect(await call()).toMatchObject({ ok: true, handle: 'new' })
    prepare()
    await sleep(300)
    runner.forget()
    expect(await call()).toMatchObject({ ok: true, handle: 'new' })
  })

  it.each([
    ['throws', "throw new TypeError('broken at load')", 'not-loaded', 'broken at load'],
    [
      'throws a little later',
      "setTimeout(() => { throw new Error('broken soon') }, 20); module.exports = { connect () {} }",
      'threw',
      'broken soon',
    ],
    ['exits', 'process.exit(0)', 'exited', 'The connector ended its own process before it gave an answer.'],
    ['hangs', 'for (;;);', 'timeout', 'The connector gave no answer within 0.4 seconds.'],
    [
      'answers before it is asked',
      `require('node:fs').writeSync(3, '{"result":{"ok":true,"handle":"forged"}}\\n'); module.exports = { connect: (input, output) => output(new Error('asked')) }`,
      undefined,
      undefined,
    ],
  ])(
    'whose code %s when it is loaded ends as one that was started for the run',
    async (name, code, outcome, message) => {
      const { call, prepare } = write(name.replaceAll(' ', '-'), code)
      prepare()
      await sleep(500)
      const result = await call({}, 400)
      if (outcome) expect(result).toMatchObject({ ok: false, outcome, message })
      else expect(result).toMatchObject({ ok: true, handle: 'forged' })
    },
  )

  it('gives way to another when two wait already, and all are gone when the runner is closed', async () => {
    const closing = await startRunner()
    for (const name of ['good', 'class', 'twice', 'printer']) {
      closing.prepare({ root: join(ROOT, name), folder: join(ROOT, name) })
      await sleep(30)
    }
    await closing.stop()
  })
})
