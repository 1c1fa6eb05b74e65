import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Runner, RunResult } from '#runner/types.ts'
import type { Shape } from '../lab/corpus/shape.ts'
import { SHAPES } from '../lab/corpus/shapes.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure } from '../measure.ts'

const LEAST = 25

export const connectorCorpus: Measure = {
  id: 'K-1',
  measure: 'ways to write a connector that do what flow-format.md says',
  target: `all of at least ${LEAST}`,
  quick: true,
  run: () => withFolder(runAll),
}

async function runAll(folder: string): Promise<Finding> {
  const depot = await startDepot()
  const gate = openGate([`localhost:${new URL(depot.url).port}`])
  const runner = await createRunner({ cacheDir: join(folder, 'cache'), gate, requireSigusr1Disabled: false })
  try {
    const faults = await Promise.all(
      SHAPES.map(async (shape, n) => {
        const root = join(folder, `shape-${n}`)
        await write(root, shape)
        return tryShape(runner, shape, { root, url: depot.url })
      }),
    )
    const bad = faults.flat()
    return {
      value: `${faults.filter(found => found.length === 0).length} of ${SHAPES.length}`,
      ok: bad.length === 0 && SHAPES.length >= LEAST,
      details: bad,
    }
  } finally {
    await runner.close()
    depot.close()
  }
}

async function write(root: string, { files }: Shape): Promise<void> {
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

/** What differs from what is expected. */
async function tryShape(runner: Runner, shape: Shape, at: { root: string; url: string }): Promise<string[]> {
  const { root, url } = at
  const run = (operation: 'connect' | 'validate') =>
    runner.run({
      root,
      folder: root,
      operation,
      input: { url, key: 'right' },
      options: { name: 'depot-basic', version: 'v1', service: 'depot', reason: 'test', locale: 'en' },
      timeoutMs: shape.timeoutMs ?? 20_000,
      secrets: [],
    })
  const validated = await run('validate')
  const connected = await run('connect')
  const handle = connected.ok ? JSON.stringify(connected.handle) : connected.message
  const leak = validated.ok && JSON.stringify({ ...validated, logs: [] }).includes('right')
  return [
    ...differs(shape, 'validate', { found: wordsOf(validated), wanted: shape.validate }),
    ...differs(shape, 'connect', { found: handle.replace(url, '$URL'), wanted: shape.connect }),
    ...(leak ? [`${shape.name}: what validate gave was not dropped`] : []),
  ]
}

function wordsOf(result: RunResult): string {
  return result.ok ? 'ok' : result.message
}

function differs(
  { name }: Shape,
  step: string,
  { found, wanted }: { found: string; wanted: string | RegExp | undefined },
): string[] {
  if (wanted === undefined) return []
  const same = typeof wanted === 'string' ? found === wanted : wanted.test(found)
  return same ? [] : [`${name}: ${step} gave ${JSON.stringify(found)}`]
}

/** The service that the samples speak to: it knows one key. */
async function startDepot(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const known = request.url === '/' || request.headers['x-key'] === 'right'
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? { ok: true } : { reason: 'wrong key' }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
