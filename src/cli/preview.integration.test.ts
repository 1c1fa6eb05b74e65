import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentedJson } from './fixtures/documented-json.ts'
import { runBin } from './fixtures/run-bin.ts'

const BIN = fileURLToPath(new URL('../../bin/flow.js', import.meta.url))

let folder: string
let project: string
const started: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-cli-'))
  project = join(folder, 'depot')
  await mkdir(join(folder, 'tmp'))
  await runBin('flow', ['init', 'depot'], { cwd: folder })
})

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  await rm(folder, { recursive: true, maxRetries: 5 })
})

/** Runs `flow preview` until it says where, or ends. */
async function preview(...args: string[]): Promise<{ child: ChildProcess; url: string; text: () => string }> {
  const child = spawn(process.execPath, [BIN, 'preview', '--port', '0', '--no-open', ...args], {
    cwd: project,
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'nobody') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let text = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const url = (/is shown at (\S+) and follows/.exec(text) ?? /"url":"([^"]+)"/.exec(text))?.[1]
      if (url) resolve(url)
    })
  }
  child.on('exit', () => reject(new Error(`flow preview ended: ${text}`)))
  return { child, url: await promise, text: () => text }
}

describe('flow preview', () => {
  it('serves a form of the project from a folder that goes at the end, and touches no other', async () => {
    await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
    const { child, url } = await preview('basic', '--lang', 'de')
    expect(new URL(url).pathname + new URL(url).search).toBe('/preview/depot-basic?lang=de')
    const answer = await fetch(new URL('/api/page/session', url), { headers: { 'sec-fetch-site': 'same-origin' } })
    expect(answer.status).toBe(200)
    expect(await readdir(join(folder, 'tmp'))).toHaveLength(1)
    child.kill('SIGINT')
    expect((await once(child, 'exit'))[0]).toBe(0)
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
    expect((await readdir(folder)).sort()).toEqual(['depot', 'tmp'])
  })

  it('says with --json in one line where, and goes on; into a pipe it writes nothing but text', async () => {
    await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
    const { url, text } = await preview('--json')
    expect(JSON.parse(text())).toEqual({ name: 'depot-basic', url })
    expect(documentedJson('flow preview').documents).toEqual([['name', 'url']])
    expect(text()).toMatch(/^[^\n]+\n$/)
    const plain = await preview()
    expect(plain.text()).not.toContain('\u001b')
  })

  it('shows a file that is broken by its path, so that it can be mended in view', async () => {
    await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
    await writeFile(join(project, 'auth/connection/depot-basic/v1/connection.json'), '{ "input": ')
    const { url } = await preview()
    expect(decodeURIComponent(new URL(url).pathname)).toBe('/preview/auth/connection/depot-basic/v1/connection.json')
  })

  it('saves what was typed as the test data of the project, without its secrets, and asks before a file of somebody', async () => {
    await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
    const { url } = await preview('basic')
    const headers = { 'sec-fetch-site': 'same-origin', 'x-flow': '1', 'content-type': 'application/json' }
    const session = await fetch(new URL('/api/page/session', url), { headers })
    const cookie = session.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    const values = { url: 'https://depot.example.com', username: 'ann', password: 'canary-word' }
    const save = (replace: boolean) =>
      fetch(new URL('/api/page/preview/test-data', url), {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({ type: 'depot-basic', values, replace }),
      })
    const file = join(project, 'test/testData/connectionTestData.js')
    const saved = await save(false)
    expect(await saved.json()).toEqual({
      file: 'test/testData/connectionTestData.js',
      variables: ['FLOW_TEST_PASSWORD'],
    })
    const text = await readFile(file, 'utf8')
    expect(text).toContain('password: process.env.FLOW_TEST_PASSWORD,')
    expect(text).not.toContain('canary')
    const env = { FLOW_TEST_PASSWORD: 'canary-word' }
    const tested = await runBin('flow', ['test', 'connection', 'basic'], { cwd: project, env })
    expect(tested.stderr).toContain('validate is not written yet')

    await writeFile(file, 'module.exports = { testInput: {} }')
    expect((await save(false)).status).toBe(409)
    expect(await readFile(file, 'utf8')).toBe('module.exports = { testInput: {} }')
    expect((await save(true)).status).toBe(200)
    expect(await readFile(file, 'utf8')).toBe(text)
    expect(await readdir(join(project, 'test/testData'))).toEqual(['connectionTestData.js'])
  })

  it('says what is there when the name is not, and how to begin when nothing is', async () => {
    const empty = await runBin('flow', ['preview'], { cwd: project })
    expect(empty).toMatchObject({ code: 2 })
    expect(empty.stderr).toContain('This project has no connection. Make one with: flow add connection <name>')
    await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
    const other = await runBin('flow', ['preview', 'token'], { cwd: project })
    expect(other).toMatchObject({ code: 2 })
    expect(other.stderr).toContain('There is no connection depot-token in this project. It has: depot-basic.')
    const foreign = await runBin('flow', ['preview', '--lang', 'german_'], { cwd: project })
    expect(foreign).toMatchObject({ code: 2 })
    expect(foreign.stderr).toContain('"german_" names no language. Names look like en, de or pt-BR.')
  })
})
