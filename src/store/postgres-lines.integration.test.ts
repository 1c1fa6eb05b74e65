import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HAS_POSTGRES, sharedPostgres } from './fixtures/postgres-server.ts'
import { openReadLines, type ReadLines } from './postgres-lines.ts'
import { readPlace } from './postgres-place.ts'

const LINES = 4
const away = { code: 'database_unavailable', detail: expect.stringContaining('does not answer') }

/** Stands between lines and server; what was connected before `hold` gets no answer from then on. */
async function startHolder(url: string) {
  const { host = '', port = 0 } = readPlace(url).connect
  const open = new Set<Socket>()
  const server = createServer(line => {
    const onward = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    for (const socket of [line, onward]) {
      open.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
    }
    line.pipe(onward)
    onward.pipe(line)
    line.on('close', () => onward.destroy())
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const through = new URL(url)
  through.searchParams.delete('host')
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: through.href,
    hold() {
      for (const socket of open) socket.unpipe()
    },
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

describe.skipIf(!HAS_POSTGRES)('lines for reads', { timeout: 60_000 }, () => {
  let holder: Awaited<ReturnType<typeof startHolder>>
  let lines: ReadLines
  let count = 0
  beforeEach(async () => {
    const server = await sharedPostgres()
    holder = await startHolder(await server.newPlace())
    lines = openReadLines({ place: readPlace(holder.url) }, 'flow-test')
  }, 120_000)
  afterEach(async () => {
    vi.useRealTimers()
    holder.close()
    await lines.close()
  })
  const ask = async (text: string) => (await lines.ask({ name: `q-${++count}`, text, values: [] }))?.[0]
  /** The server's process behind each line, in the order in which they are asked. */
  const processes = () => Promise.all(Array.from({ length: LINES }, () => ask('select pg_backend_pid()')))

  it('give up a slow question alone: what waits behind it is answered, on the same line', async () => {
    const before = await processes()
    expect(new Set(before).size).toBe(LINES)
    for (let n = 0; n < LINES; n++) await ask("select set_config('statement_timeout', '200', false)")
    const slow = ask('select pg_sleep(30)')
    const refused = expect(slow).rejects.toMatchObject({ detail: expect.stringContaining('took too long') })
    await Promise.all([ask('select 1'), ask('select 1'), ask('select 1')])
    expect(await ask('select pg_backend_pid()')).toBe(before[0])
    await refused
  })

  it('are given up with all that waits on them when the server is silent, and are made anew for the next question', async () => {
    const before = await processes()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    holder.hold()
    const first = Promise.allSettled(Array.from({ length: LINES }, () => ask('select 1')))
    await new Promise(setImmediate)
    vi.advanceTimersByTime(6000)
    const behind = Promise.allSettled(Array.from({ length: LINES }, () => ask('select 2')))
    await new Promise(setImmediate)
    vi.advanceTimersByTime(6500)
    // Those behind have waited half as long, and are told now as well.
    for (const ended of [...(await first), ...(await behind)]) {
      expect(ended).toMatchObject({ status: 'rejected', reason: away })
    }
    vi.useRealTimers()
    const after = await processes()
    expect(after.filter(process => before.includes(process))).toEqual([])
  })
})
