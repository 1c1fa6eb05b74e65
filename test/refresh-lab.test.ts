import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeHalts } from '../score/lab/refresh/halts.ts'
import { makeSecondCounter } from '../score/lab/refresh/second-counter.ts'
import { CLIENT_SECRET, startTokenServer, type TokenServer } from '../score/lab/refresh/token-server.ts'

describe('the token server of the measures', () => {
  let server: TokenServer
  beforeEach(async () => {
    server = await startTokenServer()
  })
  afterEach(() => server.close())

  async function renew(token: string): Promise<string | number> {
    const form = { grant_type: 'refresh_token', refresh_token: token, client_secret: CLIENT_SECRET }
    const answer = await fetch(`${server.origin}/token`, { method: 'POST', body: new URLSearchParams(form) })
    return answer.ok ? ((await answer.json()) as { refresh_token: string }).refresh_token : answer.status
  }

  it('revokes everything of a sign-in when a used token comes back', async () => {
    const [login] = server.plant(1)
    const second = await renew(login?.refreshToken ?? '')
    expect(second).toBe('refresh.1.2')
    expect(await renew(login?.refreshToken ?? '')).toBe(400)
    expect(login?.family).toMatchObject({ dead: true, calls: 2, refused: 1 })
    expect(await renew(String(second))).toBe(400)
  })

  it('gives one more successor within the grace, and not after it', async () => {
    const [login] = server.plant(1, 60_000)
    const first = login?.refreshToken ?? ''
    expect([await renew(first), await renew(first)]).toEqual(['refresh.1.2', 'refresh.1.3'])
    server.shift = 61_000
    expect([await renew(first), login?.family.dead]).toEqual([400, true])
  })

  it('takes nothing in while it is down, and goes on at the same address', async () => {
    const [login] = server.plant(1)
    await server.down()
    await expect(renew(login?.refreshToken ?? '')).rejects.toThrow()
    await server.up()
    expect(await renew(login?.refreshToken ?? '')).toBe('refresh.1.2')
  })
})

describe('the count of a second', () => {
  it('counts those within any second, not within those of a clock', () => {
    let now = 0
    const counter = makeSecondCounter(() => now)
    for (now = 0; now < 3_000; now += 100) counter.add()
    expect([counter.most, counter.now()]).toEqual([10, 9])
  })
})

describe('the points a process is halted at', () => {
  it('lets others wait until all stand at the point, and calls out only then', async () => {
    const said: string[] = []
    const halts = makeHalts(() => {
      said.push('halting')
      // In the place of the signal, which would end this very process.
      throw new Error('halted')
    })
    halts.arm({ at: 'before send', signal: 'SIGKILL', count: 2, together: true })
    const answer = { status: 200, headers: {}, bytes: new Uint8Array(), receivedAt: 0 }
    const send = halts.fetch(async () => {
      said.push('sent')
      return answer
    })
    const request = { method: 'POST', url: 'http://localhost', headers: {} }
    void send(request)
    await new Promise(resolve => setImmediate(resolve))
    expect(said).toEqual([])
    await expect(send(request)).rejects.toThrow('halted')
    expect(said).toEqual(['halting'])
    expect(await send(request)).toBe(answer)
  })
})
