import { describe, expect, it, onTestFinished } from 'vitest'
import { openLoopbackReturn } from './loopback-return.ts'

const PATH = '/oauth/return/depot-cloud/depot'

async function opened() {
  const door = await openLoopbackReturn(0)
  onTestFinished(() => door.close())
  return door
}

describe('the way back from a sign-in on the command line', () => {
  it('8252-1 is a free port of this machine, takes one request to its own path, and is closed then', async () => {
    const door = await opened()
    expect(door.origin).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
    const back = door.comeBack(PATH, 10_000)
    for (const path of ['/', `${PATH}/more`, '/oauth/return/depot-cloud/other?code=a', '/favicon.ico']) {
      expect((await fetch(door.origin + path)).status).toBe(404)
    }
    expect((await fetch(door.origin + PATH, { method: 'POST' })).status).toBe(404)
    const answer = await fetch(`${door.origin}${PATH}?code=abc&state=xyz`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('may be closed')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await back).toBe(`${PATH}?code=abc&state=xyz`)
    await expect(fetch(`${door.origin}${PATH}?code=second&state=xyz`)).rejects.toThrow('fetch failed')
  })

  it('8252-1 answers nobody who reached it by another name, as a page of a stranger would', async () => {
    const door = await opened()
    const back = door.comeBack(PATH, 10_000)
    const byName = door.origin.replace('127.0.0.1', 'localhost')
    const refused = await fetch(`${byName}${PATH}?code=abc`).then(
      ({ status }) => status,
      () => 'not reached',
    )
    expect(refused).not.toBe(200)
    await fetch(`${door.origin}${PATH}?code=mine`)
    expect(await back).toBe(`${PATH}?code=mine`)
  })

  it('takes no request before a sign-in was begun', async () => {
    const door = await opened()
    expect((await fetch(`${door.origin}${PATH}?code=early`)).status).toBe(404)
  })

  it('does not wait for ever', async () => {
    const door = await opened()
    await expect(door.comeBack(PATH, 5)).rejects.toMatchObject({ code: 'state_expired' })
  })

  it('says that a port is taken, and what to do', async () => {
    const door = await opened()
    const { port } = new URL(door.origin)
    await expect(openLoopbackReturn(Number(port))).rejects.toMatchObject({
      code: 'wrong_use',
      detail: `The port ${port} is taken. Name another one, or leave --port out for any that is free.`,
    })
  })
})
