import { describe, expect, it } from 'vitest'
import type { AppContext } from './context.ts'
import { makeReturnAddress, type Reached } from './return-address.ts'

const open = (workspaceId = 'wsp_one') =>
  makeReturnAddress({ config: { publicUrl: 'https://flow.example.com' }, owner: { workspaceId } } as AppContext)
const answer = (reached: Reached) => async () => reached

describe('the address that sign-ins come back to', () => {
  it('is right when a server on the same data answers there', async () => {
    const asked: string[] = []
    const address = open()
    const problem = await address.check(async url => {
      asked.push(url)
      return { status: 200, text: `${open().mark}\n` }
    })
    expect([problem, asked]).toEqual([undefined, ['https://flow.example.com/oauth/return/-']])
  })

  it.each([302, 401])('says nothing where a proxy asks for a sign-in of its own first (%i)', async status => {
    expect(await open().check(answer({ status, text: '' }))).toBeUndefined()
  })

  it.each<[string, Reached, RegExp]>([
    ['nobody', { cause: 'ECONNREFUSED' }, /^This server does not reach itself at https:\S+ \(ECONNREFUSED\)\./],
    ['a page', { status: 200, text: '<html>Welcome' }, /^Something else answers at https:\S+ \(200\)/],
    ['a proxy', { status: 502, text: '' }, /^Something else answers at https:\S+ \(502\)/],
    ['other data', { status: 200, text: open('wsp_two').mark }, /^Another Flow Connections answers at/],
  ])('is wrong when %s answers, until it is right', async (_who, reached, words) => {
    const address = open()
    expect(await address.check(answer(reached))).toMatch(words)
    expect(address.problem()).toMatch(words)
    await address.check(answer({ status: 200, text: address.mark }))
    expect(address.problem()).toBeUndefined()
  })
})
