import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppContext } from '#app/context.ts'
import { makeReturnAddress } from '#app/return-address.ts'
import { watchReturn } from './watch-return.ts'

let server: Server
let text: string
let publicUrl: string
let asked: number
let lines: string[]

beforeEach(async () => {
  ;[text, asked, lines] = ['', 0, []]
  server = createServer((_request, response) => {
    asked++
    response.end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => new Promise(resolve => server.close(resolve)))

const log = { warn: (line: string) => void lines.push(line) }
const addressOf = () =>
  makeReturnAddress({ config: { publicUrl }, owner: { workspaceId: 'wsp_one' } } as unknown as AppContext)
const watch = async (publicUrlFixed = true, waits = [0, 1, 1]) => {
  const returnAddress = addressOf()
  await watchReturn({ returnAddress }, { publicUrlFixed }, log, waits).done
  return returnAddress
}

it('is content as soon as its own answer comes', async () => {
  text = addressOf().mark
  await watch()
  expect([asked, lines]).toEqual([1, []])
})

it('asks again before it says that something else answers', async () => {
  const { problem } = await watch()
  expect([asked, lines]).toEqual([3, [problem()]])
  expect(lines[0]).toContain(`Something else answers at ${publicUrl} (200)`)
})

it('says why nobody answers', async () => {
  await new Promise(resolve => server.close(resolve))
  await watch()
  expect(lines[0]).toContain(`does not reach itself at ${publicUrl} (ECONNREFUSED)`)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})

it('asks nobody where the address follows the port that was taken, or after the end', async () => {
  await watch(false)
  const returnAddress = addressOf()
  const watching = watchReturn({ returnAddress }, { publicUrlFixed: true }, log, [10_000])
  watching.close()
  await watching.done
  expect([asked, lines]).toEqual([0, []])
})
